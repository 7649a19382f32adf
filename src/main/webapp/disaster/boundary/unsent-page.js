import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '/platform/boundary/time-ago.js';
import {mark} from '/platform/boundary/icons.js';
import {LightElement} from '/platform/boundary/light-element.js';
import {empty, pageHead} from '/platform/boundary/page-parts.js';
import {t, textOfCode} from '/platform/control/messages.js';
import {network} from '/platform/control/network.js';
import {pageIs} from '/platform/control/page-state.js';
import {reportText} from '/disaster/boundary/safety-tag.js';
import {outbox} from '/disaster/control/outbox.js';

/** 未送信: what is still on this device, and what the server did not take and a person must look at. */
export class UnsentPage extends LightElement {
  connectedCallback() {
    super.connectedCallback();
    this.hear(outbox, 'change', () => this.requestUpdate());
    this.hear(network, 'change', () => this.requestUpdate());
  }

  updated() {
    pageIs({title: t('nav.unsent')});
  }

  #item(item) {
    const refused = item.state === 'attention';
    return html`<li class="unsent-line">
      <p class="row middle">${item.subject?.exercise ? html`<span class="tag drill">${t('exercise')}</span>` : nothing}<span class="strong">${item.subject?.name}</span>
        <span>${reportText(item.fact)}</span><span class="quiet small">${textOfCode('how', item.fact.how)}</span>
        <span class="tag ${refused ? 'look' : 'unknown'} push">${t(refused ? 'report.attention' : 'report.unsent')}</span></p>
      <p class="small quiet">${item.subject?.disaster} · <time-ago at=${item.fact.observedAt}></time-ago> · ${t('unsent.number', {seq: item.seq})}</p>
      ${item.fact.note ? html`<p class="small">${item.fact.note}</p>` : nothing}
      ${refused
        ? html`<p class="field-error">${mark('look')}<span>${item.problem?.detail ?? item.problem?.title ?? textOfCode('unsentProblem', item.problem?.code)}</span></p>
            <div class="buttons"><button type="button" class="button" @click=${() => outbox.again(item.id)}>${t('unsent.again')}</button><button type="button" class="button plain" @click=${() => this.#drop(item)}>${t('unsent.drop')}</button></div>`
        : nothing}
    </li>`;
  }

  #drop(item) {
    if (confirm(t('unsent.dropConfirm', {name: item.subject?.name ?? ''}))) outbox.drop(item.id);
  }

  render() {
    const {items} = outbox;
    const waiting = items.filter(item => item.state === 'waiting').length;
    const actions = waiting > 0 ? html`<button type="button" class="button primary" ?disabled=${network.state === 'offline'} @click=${() => outbox.flush()}>${t('unsent.sendNow')}</button>` : nothing;
    return html`${pageHead({title: t('nav.unsent'), beside: html`<span class="quiet">${t('unsent.count', {count: waiting})}</span>`, actions})}
      ${items.length === 0
        ? empty(t('unsent.none'), t('unsent.noneNext'))
        : html`<div class="stack"><p class="small quiet">${t(network.state === 'offline' ? 'unsent.offline' : 'unsent.explain')}</p>
            <ul class="list card flush">${repeat(items, item => item.id, item => this.#item(item))}</ul></div>`}`;
  }
}

customElements.define('unsent-page', UnsentPage);
