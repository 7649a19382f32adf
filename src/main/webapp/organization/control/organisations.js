import {read} from '/platform/control/api.js';

/** The bodies that work here, by name; open to every member of staff. @returns {Promise<{id: string, name: string, kind?: string}[]>} */
export async function organisations(signal) {
  return (await read('/api/organisations', signal)).items;
}
