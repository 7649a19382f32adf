import {fetched} from '/platform/control/api.js';

/**
 * Saves an answer of the server as a file, in the language of the page; a refusal is a Problem as anywhere.
 *
 * @param {string} path @param {string} name
 */
export async function saveFile(path, name) {
  const address = URL.createObjectURL(await fetched(path));
  const link = Object.assign(document.createElement('a'), {href: address, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
