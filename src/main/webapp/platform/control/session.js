import {Problem, read} from '/platform/control/api.js';

const REMEMBERED = 'tsunagi-me';

/**
 * Who is signed in. Kept for a start without network: a crew opens the roster in a dead spot too.
 *
 * @typedef {{user: string, name: string, roles: string[], organisation?: {id: string, name: string}, areas: string[], idleLockMinutes?: number, lastEvent?: string}} Person
 */
class Session {
  /** @type {Person|undefined} */
  person = undefined;

  /** @returns {Promise<Person|undefined>} nobody when signed out */
  async open() {
    try {
      this.person = await read('/api/me');
      localStorage.setItem(REMEMBERED, JSON.stringify(this.person));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.code === 'session-locked') throw problem;
      if (problem.status === 401) return undefined;
      this.person = remembered();
      if (!this.person) throw problem;
    }
    return this.person;
  }

  /** @param {...string} roles */
  is(...roles) {
    return roles.some(role => this.person?.roles.includes(role));
  }

  get role() {
    return ROLES.find(role => this.is(role)) ?? '';
  }

  forget() {
    localStorage.removeItem(REMEMBERED);
    this.person = undefined;
  }
}

/** In the order in which a person with several is shown. */
export const ROLES = [
  'care-manager',
  'care-provider',
  'hospital',
  'fire-dispatch',
  'fire-crew',
  'welfare-commissioner',
  'city-disaster',
  'city-welfare',
  'emergency-centre',
  'auditor',
  'system-admin',
  'resident',
  'family',
];
export const CARE_ROLES = ['care-manager', 'care-provider', 'hospital'];
/** Who is here for her own record or a relative's, and has nothing to do with the rest. */
export const OWN_ROLES = ['resident', 'family'];
export const FIELD_ROLES = ['fire-crew', 'welfare-commissioner'];

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** The address of the sign-in that comes back to where the person is now. */
export function signInAddress(to = '') {
  return `/login?to=${encodeURIComponent(to || location.pathname + location.search)}`;
}

export const session = new Session();
