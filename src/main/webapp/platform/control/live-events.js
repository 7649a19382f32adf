import {network} from '/platform/control/network.js';
import {backOff} from '/platform/entity/back-off.js';
import {EventStream} from '/platform/entity/event-stream.js';

const SILENCE = 40_000;

/**
 * The one stream of /api/events for all tabs of a person. The tab in front holds it (a browser allows only six
 * connections to a server) and passes what it hears to the others. After a break every page reads afresh ("resync").
 */
class LiveEvents extends EventTarget {
  #channel = /** @type {BroadcastChannel|undefined} */ (undefined);
  #name = '';
  #leading = false;
  #stream = new EventStream();
  #broken = false;
  #shut = /** @type {AbortSignal|undefined} */ (undefined);

  /**
   * Begins where the person was read, so that nothing passes by while the first page is made; ends with the signal,
   * when the screen is locked.
   *
   * @param {import('/platform/control/session.js').Person} person
   * @param {AbortSignal} shut
   */
  start({user, lastEvent}, shut) {
    this.#shut = shut;
    this.#stream.lastId = `${lastEvent ?? ''}`;
    this.#name = `tsunagi-live-${user}`;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.addEventListener('message', message => this.#passOn(message.data));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && !this.#leading) this.#stand(true);
    });
    this.#stand(document.visibilityState === 'visible');
  }

  /**
   * @param {string[]} names event names, or 'resync'
   * @param {(data: any, name: string) => void} heard
   * @param {AbortSignal} signal
   */
  on(names, heard, signal) {
    for (const name of names) {
      this.addEventListener(name, event => heard(/** @type {CustomEvent} */ (event).detail, name), {signal});
    }
  }

  #publish(event) {
    this.#channel?.postMessage(event);
    this.#passOn(event);
  }

  /** A tab that only listens remembers the place too: taking the stream over, it resumes there. */
  #passOn({id, name, data}) {
    if (id) this.#stream.lastId = id;
    this.dispatchEvent(new CustomEvent(name, {detail: data}));
  }

  /** Whoever is in front takes the stream over; the tab it was taken from queues behind. */
  #stand(steal) {
    const left = new AbortController();
    navigator.locks
      .request(this.#name, {steal}, () => this.#lead(left.signal))
      .catch(() => {
        left.abort();
        this.#stand(false);
      });
  }

  async #lead(left) {
    const signal = this.#shut ? AbortSignal.any([left, this.#shut]) : left;
    this.#leading = true;
    signal.addEventListener('abort', () => (this.#leading = false));
    for (let attempt = 0; !signal.aborted; attempt++) {
      const opened = await this.#listen(signal);
      if (signal.aborted || opened === 'signed-out') return;
      if (opened === 'heard') attempt = 0;
      this.#broken = true;
      network.streamIs('broken');
      await new Promise(resolve => setTimeout(resolve, backOff(attempt, {ceiling: 10_000})));
    }
  }

  async #listen(signal) {
    const connection = new AbortController();
    signal.addEventListener('abort', () => connection.abort(), {signal: connection.signal});
    let watchdog = setTimeout(() => connection.abort(), SILENCE);
    try {
      const headers = {Accept: 'text/event-stream', 'X-Requested-With': 'tsunagi'};
      if (this.#stream.lastId) headers['Last-Event-ID'] = this.#stream.lastId;
      this.#stream.reset();
      const response = await fetch('/api/events', {headers, cache: 'no-store', redirect: 'manual', signal: connection.signal});
      if (response.status === 401 || response.type === 'opaqueredirect') {
        dispatchEvent(new CustomEvent('tsunagi-signed-out'));
        return 'signed-out';
      }
      if (!response.ok || !response.body) return 'refused';
      network.streamIs('open');
      if (this.#broken) this.#publish({name: 'resync', data: {}});
      this.#broken = false;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => connection.abort(), SILENCE);
        network.heard();
        for (const event of this.#stream.push(piece.value)) this.#publish({...event, data: parsed(event.data)});
      }
      return 'heard';
    } catch {
      return 'broken';
    } finally {
      clearTimeout(watchdog);
      connection.abort();
    }
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

export const live = new LiveEvents();
