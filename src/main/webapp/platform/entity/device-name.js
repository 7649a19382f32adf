const SYSTEMS = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
];
const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** What a person calls her device, out of what her browser says it is: Windows · Edge. @param {string} [agent] */
export function deviceName(agent = '') {
  const name = list => list.find(([pattern]) => pattern.test(agent))?.[1];
  return [name(SYSTEMS), name(BROWSERS)].filter(Boolean).join(' · ');
}
