import {LitElement} from 'lit';

/**
 * What every element here shares: it renders into the page itself (the styles and the reader of a screen see one
 * document), and everything it listens to or fetches ends with it.
 */
export class LightElement extends LitElement {
  #left = new AbortController();

  createRenderRoot() {
    return this;
  }

  /** Ends when the element leaves the page. */
  get signal() {
    return this.#left.signal;
  }

  connectedCallback() {
    if (this.#left.signal.aborted) this.#left = new AbortController();
    super.connectedCallback();
    this.hear(window, 'tsunagi-language', () => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#left.abort();
  }

  /** @param {EventTarget} target @param {string} name @param {(event: any) => void} heard */
  hear(target, name, heard) {
    target.addEventListener(name, heard, {signal: this.signal});
  }

  /** Says something to the elements around. */
  say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true}));
  }
}
