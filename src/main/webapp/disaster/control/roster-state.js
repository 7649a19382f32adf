import {announce} from '/platform/control/announcement.js';
import {live} from '/platform/control/live-events.js';
import {Loader} from '/platform/control/loader.js';
import {t} from '/platform/control/messages.js';
import {paced} from '/platform/control/paced.js';
import {hiragana} from '/platform/entity/kana.js';
import {claim, roster} from '/disaster/control/disasters.js';
import {outbox} from '/disaster/control/outbox.js';
import {keepRoster, keptRoster} from '/disaster/control/roster-slice.js';
import {shownStatus, unconfirmed} from '/disaster/entity/safety.js';

/** A whole roster is heavy; news about one resident comes over the live stream, the rest at this pace. */
const REFRESH = 30_000;

/**
 * The roster behind the page: read from the server, kept for where there is no network, put right by live events.
 * `shown` is the order on the screen and changes only when the reader asks.
 */
export class RosterState {
  /** @type {string[]} */
  shown = [];
  savedAt = 0;
  #host;
  #id = '';
  #byId = new Map();
  #order = () => /** @type {string[]} */ ([]);

  constructor(host) {
    this.#host = host;
    this.loader = new Loader(host, signal => this.#read(signal));
  }

  start() {
    const {signal} = this.#host;
    const refresh = paced(() => this.loader.run(), REFRESH);
    live.on(['safety-status'], data => data.disasterId === this.#id && this.#news(data), signal);
    live.on(['emergency-case'], data => this.#call(data), signal);
    live.on(['resync', 'disaster'], () => this.loader.run(), signal);
    outbox.addEventListener('sent', refresh, {signal});
  }

  async load(id, order) {
    this.#id = id;
    this.#order = order;
    this.shown = [];
    await this.loader.startAgain();
    this.settle(this.#order());
  }

  async #read(signal) {
    try {
      const read = await roster(this.#id, signal);
      this.savedAt = 0;
      await keepRoster(this.#id, read);
      return this.#take(read);
    } catch (problem) {
      const kept = problem.status === 0 || problem.status >= 500 ? await keptRoster(this.#id) : undefined;
      if (!kept) throw problem;
      this.savedAt = kept.savedAt;
      return this.#take(kept.roster);
    }
  }

  #take(read) {
    this.#byId = new Map(read.items.map(line => [line.residentId, line]));
    return read;
  }

  #news({residentId, safety, whereabouts, conflict}) {
    const line = this.#byId.get(residentId);
    if (!line) return;
    this.#byId.set(residentId, {...line, safety, whereabouts, conflict, lastFact: undefined, lastFactAt: new Date().toISOString()});
    this.#host.requestUpdate();
  }

  #call({caseId, residentIds = [], kind, state}) {
    const lines = residentIds.map(id => this.#byId.get(id)).filter(Boolean);
    for (const line of lines) this.#byId.set(line.residentId, {...line, emergency: state === 'closed' ? undefined : {caseId, kind, state}});
    if (lines.length > 0) this.#host.requestUpdate();
  }

  get disaster() {
    return this.loader.value?.disaster;
  }

  get ground() {
    return this.loader.value?.ground;
  }

  get size() {
    return this.#byId.size;
  }

  get open() {
    return (this.disaster?.state ?? 'open') === 'open';
  }

  line(id) {
    return this.#byId.get(id);
  }

  /** Ids in order of rank. @param {string} filter @param {string} word part of a name @param {string} user */
  matching(filter, word, user) {
    const wanted = hiragana(word.trim());
    return [...this.#byId.values()]
      .filter(line => {
        const status = shownStatus(line, outbox.about(line.residentId, this.#id));
        if (wanted && ![line.name, line.kana, line.areaName].some(text => text && hiragana(text).includes(wanted))) return false;
        if (filter === 'open') return unconfirmed(status);
        if (filter === 'rescue') return status.safety === 'rescue-needed';
        if (filter === 'conflict') return status.conflict;
        if (filter === 'mine') return line.assignee === user;
        return true;
      })
      .sort((a, b) => a.rank - b.rank)
      .map(line => line.residentId);
  }

  settle(ids) {
    this.shown = ids;
    this.#host.requestUpdate();
  }

  async claim(line, release) {
    try {
      const [result] = await claim(this.#id, [line.residentId], release);
      const {outcome, assignee, assigneeName, problem} = result;
      if (outcome !== 'rejected') this.#byId.set(line.residentId, {...this.#byId.get(line.residentId), assignee, assigneeName});
      announce(problem ? (problem.detail ?? problem.title) : t(`claim.${outcome}`, {name: assigneeName ?? assignee ?? ''}));
    } catch (problem) {
      announce(problem.detail || problem.title);
    }
    this.#host.requestUpdate();
  }
}
