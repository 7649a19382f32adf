/** One server-sent event. @typedef {{id: string, name: string, data: string}} StreamEvent */

/**
 * Reads the text/event-stream format piece by piece. Own reader instead of EventSource: it sees the heartbeat
 * comments, so a dead radio link shows within seconds, and it can send Last-Event-ID after a break of its own.
 */
export class EventStream {
  #rest = '';
  #name = '';
  #data = /** @type {string[]} */ ([]);
  /** id of the last event read, sent when the stream is resumed */
  lastId = '';

  /**
   * @param {string} text the next piece as it came
   * @returns {StreamEvent[]} the events completed by it
   */
  push(text) {
    const events = [];
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (this.#data.length > 0) {
          events.push({id: this.lastId, name: this.#name || 'message', data: this.#data.join('\n')});
        }
        this.#name = '';
        this.#data = [];
      } else {
        this.#field(line);
      }
    }
    return events;
  }

  /** A broken connection leaves half an event behind: it will come again. */
  reset() {
    this.#rest = '';
    this.#name = '';
    this.#data = [];
  }

  #field(line) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id') this.lastId = value;
  }
}
