import {call} from '/platform/control/api.js';
import {isIdle, isToBeTold} from '/platform/entity/idle.js';

const LOOK_EVERY = 5_000;
const TOUCHED = 'tsunagi-touched-at';
const RETURN = 'tsunagi-return-to';

/**
 * 自動ロック. After some minutes without a touch in any tab the screen is locked: the server answers this session no
 * more and the page shows nothing. What was typed is on the device as drafts and comes back after signing in again.
 */
class IdleLock {
  #locked = false;
  #told = {at: 0, wall: false};
  #channel = new BroadcastChannel('tsunagi-lock');

  /**
   * @param {number} minutes
   * @param {() => boolean} exempt asked when it would lock
   * @param {AbortSignal} signal
   */
  start(minutes, exempt, signal) {
    this.#touch();
    this.#told = {at: Date.now(), wall: false};
    for (const name of ['pointerdown', 'keydown', 'wheel', 'touchstart', 'pointermove']) {
      addEventListener(name, () => this.#touch(), {signal, passive: true, capture: true});
    }
    const timer = setInterval(() => this.#look(minutes, exempt), LOOK_EVERY);
    signal.addEventListener('abort', () => clearInterval(timer));
    this.#channel.addEventListener('message', () => this.#shut(), {signal});
    addEventListener('tsunagi-session-locked', () => this.#shut(), {signal});
  }

  /** All tabs of this browser are one screen; a hand on the mouse is told at most once a second. */
  #touch() {
    const now = Date.now();
    if (!this.#locked && now - touchedAt() > 1000) localStorage.setItem(TOUCHED, String(now));
  }

  #look(minutes, exempt) {
    if (this.#locked) return;
    if (!isIdle(touchedAt(), minutes, Date.now())) return this.#tell();
    if (!exempt()) return this.lock();
    this.#touch();
    this.#tell();
  }

  /** The server locks what it hears nothing of: reading a long page is being there, too, and so is hanging on a wall. */
  #tell() {
    const now = Date.now();
    const wall = document.documentElement.hasAttribute('data-wall');
    if (!isToBeTold({touchedAt: touchedAt(), wall}, this.#told, now)) return;
    const before = this.#told;
    this.#told = {at: now, wall};
    call('POST', `/api/presence?wall=${wall}`).catch(problem => {
      if (problem.status === undefined) throw problem;
      this.#told = {at: now, wall: before.wall};
    });
  }

  /** Locks now, in every tab. */
  lock() {
    this.#channel.postMessage('locked');
    this.#shut();
    // Without a line the page is shut all the same, and the session ends when signing in again.
    call('POST', '/api/me/lock', {body: {}}).catch(problem => {
      if (problem.status === undefined) throw problem;
    });
  }

  #shut() {
    if (this.#locked) return;
    this.#locked = true;
    dispatchEvent(new CustomEvent('tsunagi-locked'));
  }
}

function touchedAt() {
  return Number(localStorage.getItem(TOUCHED) ?? 0);
}

/** Signs in anew, password and all, and comes back to this very place. */
export function signInAgain() {
  sessionStorage.setItem(RETURN, location.pathname + location.search);
  location.assign('/logout');
}

/** Where the person was before she had to sign in again. @returns {string} empty when nowhere */
export function takeReturn() {
  const path = sessionStorage.getItem(RETURN) ?? '';
  sessionStorage.removeItem(RETURN);
  return path;
}

export const idleLock = new IdleLock();
