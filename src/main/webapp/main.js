import '/shell/boundary/tsunagi-app.js';

if ('serviceWorker' in navigator) {
  addEventListener('load', () => navigator.serviceWorker.register('/sw.js', {updateViaCache: 'none'}));
}
