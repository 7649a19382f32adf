import {openDB} from 'idb';

/** Written to the disk before the promise resolves: a report must survive a dead battery. */
const DURABLE = {durability: 'strict'};

/** @type {Promise<import('idb').IDBPDatabase>|undefined} */
let opened;
let user = '';

function nameOf(person) {
  return `tsunagi-${person}`;
}

/** Opens the store of one person on this device. @param {string} person */
export function openLocalStore(person) {
  user = person;
  opened = openDB(nameOf(person), 1, {
    upgrade(database) {
      database.createObjectStore('outbox', {keyPath: 'id'});
      database.createObjectStore('device', {keyPath: 'name'});
      database.createObjectStore('slices', {keyPath: 'name'});
      database.createObjectStore('drafts', {keyPath: 'name'});
    },
    blocking() {
      opened?.then(database => database.close());
    },
  });
  return opened;
}

function database() {
  if (!opened) throw new Error('the local store is not open');
  return opened;
}

/** Runs work in one durable transaction and resolves when it is on disk. */
export async function durably(stores, work) {
  const transaction = (await database()).transaction(stores, 'readwrite', DURABLE);
  const done = transaction.done;
  try {
    const result = await work(...stores.map(name => transaction.objectStore(name)));
    await done;
    return result;
  } catch (problem) {
    done.catch(() => {});
    throw problem;
  }
}

export async function all(store) {
  return (await database()).getAll(store);
}

export async function get(store, key) {
  return (await database()).get(store, key);
}

export async function remove(store, key) {
  return durably([store], objects => objects.delete(key));
}

/** Everything this person left on the device, gone. */
export async function wipeLocalStore() {
  (await opened)?.close();
  opened = undefined;
  await new Promise(resolve => {
    const request = indexedDB.deleteDatabase(nameOf(user));
    request.onsuccess = request.onerror = request.onblocked = () => resolve(undefined);
  });
}
