import {live} from '/platform/control/live-events.js';
import {paced} from '/platform/control/paced.js';
import {disasters} from '/disaster/control/disasters.js';
import {dropOldRosters} from '/disaster/control/roster-slice.js';

const REMEMBERED = 'tsunagi-open-disasters';

/** The disasters that are open now, for the banner and the way to the roster; remembered for a start without network. */
class OpenDisasters extends EventTarget {
  /** @type {any[]} */
  items = remembered();

  /** @param {AbortSignal} signal */
  start(signal) {
    const look = paced(() => this.#look(signal), 700);
    live.on(['disaster', 'resync'], look, signal);
    look();
    // An emergency mode ends by itself; nobody tells.
    const timer = setInterval(() => this.dispatchEvent(new CustomEvent('change')), 60_000);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  async #look(signal) {
    try {
      this.items = (await disasters(signal)).filter(item => item.state === 'open');
      localStorage.setItem(REMEMBERED, JSON.stringify(this.items));
      await dropOldRosters(this.items.map(item => item.id));
    } catch (problem) {
      if (problem.status === undefined && problem.name !== 'AbortError') throw problem;
    }
    this.dispatchEvent(new CustomEvent('change'));
  }

  forget() {
    localStorage.removeItem(REMEMBERED);
    this.items = [];
  }
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? '[]');
  } catch {
    return [];
  }
}

/** Whether widened access is in force at this moment. @param {any} disaster */
export function inEmergencyMode(disaster, now = Date.now()) {
  const mode = disaster.emergencyMode;
  return Boolean(mode && mode.active !== false && Date.parse(mode.until) > now);
}

export const openDisasters = new OpenDisasters();
