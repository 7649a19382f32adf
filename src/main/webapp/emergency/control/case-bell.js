import {live} from '/platform/control/live-events.js';
import {paced} from '/platform/control/paced.js';
import {waitingCases} from '/emergency/control/cases.js';

/** Who sees emergency cases at all. */
export const CASE_ROLES = ['care-manager', 'care-provider', 'hospital', 'fire-dispatch', 'fire-crew', 'city-disaster', 'emergency-centre'];

/** How many calls wait for somebody, for the bell and the title. */
class CaseBell extends EventTarget {
  /** @type {any[]} */
  waiting = [];
  #known = false;

  /** @param {AbortSignal} signal */
  start(signal) {
    const look = paced(() => this.#look(signal), 700);
    live.on(['emergency-case', 'resync'], look, signal);
    look();
  }

  async #look(signal) {
    try {
      const waiting = await waitingCases(signal);
      const news = this.#known ? waiting.filter(item => !this.waiting.some(old => old.caseId === item.caseId)) : [];
      this.#known = true;
      this.waiting = waiting;
      this.dispatchEvent(new CustomEvent('change', {detail: news}));
    } catch (problem) {
      // The network bar tells of a lost network; the last known count stays.
      if (problem.status === undefined && problem.name !== 'AbortError') throw problem;
    }
  }
}

export const caseBell = new CaseBell();
