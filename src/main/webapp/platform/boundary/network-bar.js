import {html, nothing} from 'lit';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {t} from '/platform/control/messages.js';
import {network} from '/platform/control/network.js';
import {signInAddress} from '/platform/control/session.js';
import {unsent} from '/platform/control/unsent.js';

/** 接続中 / 再接続中 / オフライン, what is not sent yet, and what needs a look: always true, always there. */
export class NetworkBar extends LightElement {
  #signedOut = false;

  connectedCallback() {
    super.connectedCallback();
    this.hear(network, 'change', () => this.requestUpdate());
    this.hear(unsent, 'change', () => this.requestUpdate());
    this.hear(window, 'tsunagi-signed-out', () => {
      this.#signedOut = true;
      this.requestUpdate();
    });
  }

  render() {
    const signal = {connected: 'known', reconnecting: 'look', offline: 'unknown'}[network.state];
    return html`<div class="network ${this.#signedOut ? 'signed-out' : network.state}">
      <span role="status" class="row middle">${mark(this.#signedOut ? 'look' : signal, 12)} ${this.#signedOut ? t('network.signedOut') : t(`network.${network.state}`)}</span>
      ${this.#signedOut ? html`<a href=${signInAddress()}>${t('signIn')}</a>` : nothing}
      ${unsent.waiting > 0 ? html`<a class="strong" href="/unsent">${t('network.unsent', {count: unsent.waiting})}</a>` : nothing}
      ${unsent.attention > 0 ? html`<a class="strong" href="/unsent">${mark('look', 12)} ${t('network.attention', {count: unsent.attention})}</a>` : nothing}
    </div>`;
  }
}

customElements.define('network-bar', NetworkBar);
