/**
 * A value that is being fetched for an element: loading, ready, or failed with its problem. Fetching again keeps
 * the value on the screen until the new one is there.
 *
 * @template T
 */
export class Loader {
  /** @type {'loading'|'ready'|'failed'} */
  state = 'loading';
  /** @type {T|undefined} */
  value = undefined;
  /** @type {import('/platform/control/api.js').Problem|undefined} */
  problem = undefined;
  #host;
  #fetch;
  #turn = 0;

  /**
   * @param {{requestUpdate: () => void, signal: AbortSignal}} host
   * @param {(signal: AbortSignal) => Promise<T>} fetch
   */
  constructor(host, fetch) {
    this.#host = host;
    this.#fetch = fetch;
  }

  async run() {
    const turn = ++this.#turn;
    try {
      const value = await this.#fetch(this.#host.signal);
      if (turn !== this.#turn) return;
      this.value = value;
      this.problem = undefined;
      this.state = 'ready';
    } catch (problem) {
      if (problem.name === 'AbortError' || turn !== this.#turn) return;
      if (problem.status === undefined) throw problem;
      this.problem = problem;
      if (this.value === undefined || problem.status === 404 || problem.status === 403) this.state = 'failed';
    }
    this.#host.requestUpdate();
  }

  startAgain() {
    this.state = 'loading';
    this.value = undefined;
    this.problem = undefined;
    return this.run();
  }
}
