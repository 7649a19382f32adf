/** 緊急モードの二人目の確認. Where the second signature stands at a moment, and who may give it. */

/**
 * @param {{confirmation?: string, confirmBy?: string, confirmedBy?: string}|undefined} mode
 * @returns {'confirmed'|'pending'|'overdue'|'none'}
 */
export function confirmationOf(mode, now = Date.now()) {
  if (!mode?.confirmation) return 'none';
  if (mode.confirmation === 'confirmed' || mode.confirmedBy) return 'confirmed';
  return mode.confirmBy && Date.parse(mode.confirmBy) > now ? 'pending' : 'overdue';
}

/** A second person of the city, never the one who declared it. */
export function mayConfirm(disaster, user, roles, now = Date.now()) {
  const mode = disaster.emergencyMode;
  return disaster.state === 'open' && roles.includes('city-disaster') && ['pending', 'overdue'].includes(confirmationOf(mode, now)) && mode.declaredBy !== user;
}
