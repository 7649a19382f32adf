/** How many writes of this device are still on it (waiting), and how many need a person (attention). */
class Unsent extends EventTarget {
  waiting = 0;
  attention = 0;

  /** @param {number} waiting @param {number} attention */
  count(waiting, attention) {
    if (waiting === this.waiting && attention === this.attention) return;
    this.waiting = waiting;
    this.attention = attention;
    this.dispatchEvent(new CustomEvent('change'));
  }
}

export const unsent = new Unsent();
