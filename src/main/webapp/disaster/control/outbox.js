import {all, durably} from '/platform/control/local-store.js';
import {network} from '/platform/control/network.js';
import {unsent} from '/platform/control/unsent.js';
import {backOff} from '/platform/entity/back-off.js';
import {uuid7} from '/platform/entity/uuid7.js';
import {sendFacts} from '/disaster/control/disasters.js';
import {afterRefusal, nextBatch, settled} from '/disaster/entity/outbox-rules.js';

/**
 * 未送信箱. A report is on the disk of this device before it counts as made, and leaves it when the server has named
 * its id. One tab sends at a time; the others see the same box.
 */
export class Outbox extends EventTarget {
  /** @type {import('/disaster/entity/outbox-rules.js').Item[]} */
  items = [];
  #user = '';
  #channel = /** @type {BroadcastChannel|undefined} */ (undefined);
  #sending = false;
  #attempt = 0;
  #timer = 0;
  #send;

  constructor(send = sendFacts) {
    super();
    this.#send = send;
  }

  /** @param {string} user */
  async open(user) {
    this.#user = user;
    this.#channel = new BroadcastChannel(`tsunagi-outbox-${user}`);
    this.#channel.addEventListener('message', () => this.#read());
    network.addEventListener('change', () => network.state !== 'offline' && this.flush());
    addEventListener('online', () => this.flush());
    await this.#read();
    this.flush();
  }

  /**
   * Takes a report. Resolves when it would survive a dead battery.
   *
   * @param {string} disasterId
   * @param {any} report the fact without id and seq
   * @param {{name: string, exercise?: boolean, disaster?: string}} subject whom it is about, for the eye
   */
  async add(disasterId, report, subject) {
    const id = uuid7();
    await durably(['outbox', 'device'], async (outbox, device) => {
      const counter = (await device.get('seq')) ?? {name: 'seq', value: 0};
      const seq = counter.value + 1;
      device.put({name: 'seq', value: seq});
      return outbox.add({id, disasterId, seq, fact: {...report, id, seq}, state: 'waiting', subject});
    });
    await this.#changed();
    this.#attempt = 0;
    this.flush();
    return id;
  }

  /** Tries a refused report once more, after its cause was dealt with. */
  async again(id) {
    await durably(['outbox'], async outbox => {
      const item = await outbox.get(id);
      if (item) outbox.put({...item, state: 'waiting', problem: undefined});
    });
    await this.#changed();
    this.flush();
  }

  /** A person decided that a refused report is not needed. */
  async drop(id) {
    await durably(['outbox'], outbox => outbox.delete(id));
    await this.#changed();
  }

  /** @param {string} residentId @param {string} disasterId */
  about(residentId, disasterId) {
    return this.items.filter(item => item.fact.residentId === residentId && item.disasterId === disasterId);
  }

  /** Sends what waits, now. Called often; one run at a time over all tabs. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#sending || !this.items.some(item => item.state === 'waiting')) return;
    this.#sending = true;
    try {
      const done = await navigator.locks.request(`tsunagi-outbox-${this.#user}`, () => this.#drain());
      this.#attempt = done ? 0 : this.#attempt + 1;
    } finally {
      this.#sending = false;
    }
    if (this.items.some(item => item.state === 'waiting')) {
      this.#timer = setTimeout(() => this.flush(), backOff(this.#attempt));
    }
  }

  /** @returns {Promise<boolean>} whether everything that waited is settled */
  async #drain() {
    let size = 200;
    for (;;) {
      const batch = nextBatch(await all('outbox'), size);
      if (batch.length === 0) return true;
      try {
        const envelope = {deviceId: await deviceId(), deviceNow: new Date().toISOString(), facts: batch.map(item => item.fact)};
        const {remove, keep} = settled(batch, await this.#send(batch[0].disasterId, envelope));
        if (remove.length + keep.length === 0) return false;
        await this.#settle(remove, keep);
      } catch (problem) {
        if (problem.status === undefined) throw problem;
        const next = afterRefusal(problem.status, batch.length);
        if (next === 'later' || next === 'sign-in') return false;
        if (next === 'attention') await this.#settle([], [{...batch[0], state: 'attention', problem: {code: problem.code, title: problem.title, detail: problem.detail}}]);
        size = 1;
      }
    }
  }

  async #settle(remove, keep) {
    await durably(['outbox'], async outbox => {
      for (const id of remove) outbox.delete(id);
      for (const item of keep) outbox.put(item);
    });
    await this.#changed();
    if (remove.length > 0) this.dispatchEvent(new CustomEvent('sent', {detail: remove}));
  }

  async #changed() {
    this.#channel?.postMessage('changed');
    await this.#read();
  }

  async #read() {
    this.items = (await all('outbox')).sort((a, b) => a.seq - b.seq);
    unsent.count(this.items.filter(item => item.state === 'waiting').length, this.items.filter(item => item.state === 'attention').length);
    this.dispatchEvent(new CustomEvent('change'));
  }
}

/** The name of this installation, made once; running numbers count within it. */
async function deviceId() {
  return durably(['device'], async device => {
    const known = await device.get('id');
    if (known) return known.value;
    const value = crypto.randomUUID();
    device.put({name: 'id', value});
    return value;
  });
}

export const outbox = new Outbox();
