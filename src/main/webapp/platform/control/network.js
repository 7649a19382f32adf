/**
 * What is honestly known about the way to the server. Answers and heartbeats say "connected"; a lost stream says
 * "reconnecting"; the device itself, or two tries without any answer, say "offline".
 */
class Network extends EventTarget {
  #misses = 0;
  #stream = 'starting';
  /** @type {'connected'|'reconnecting'|'offline'} */
  state = navigator.onLine ? 'connected' : 'offline';
  lastHeardAt = 0;

  constructor() {
    super();
    addEventListener('offline', () => this.#become());
    addEventListener('online', () => {
      this.#misses = 0;
      this.#become();
    });
  }

  heard() {
    this.#misses = 0;
    this.lastHeardAt = Date.now();
    this.#become();
  }

  missed() {
    this.#misses++;
    this.#become();
  }

  /** @param {'open'|'broken'} stream */
  streamIs(stream) {
    this.#stream = stream;
    if (stream === 'open') this.heard();
    else this.#become();
  }

  #become() {
    const down = !navigator.onLine || this.#misses >= 2;
    const next = down ? 'offline' : this.#stream === 'broken' || this.#misses > 0 ? 'reconnecting' : 'connected';
    if (next === this.state) return;
    this.state = next;
    this.dispatchEvent(new CustomEvent('change'));
  }
}

export const network = new Network();
