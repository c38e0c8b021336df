// The end of the service worker, after Workbox and `siteFiles` (offline.py): keeps the whole site for when no server
// answers. A changed site is fetched whole, each file held against its hash, or not at all; until then the old one stays whole.
(function () {
  "use strict";

  workbox.precaching.precacheAndRoute(self.siteFiles, { cleanURLs: false });

  // A page asks that the changed site be taken. Unless the reader herself asked, not while other pages of the old one are open.
  self.addEventListener("message", (event) => {
    if (event.data.kind !== "take") return;
    event.waitUntil((async () => {
      const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      const ours = pages.filter((page) => page.url.startsWith(self.registration.scope));
      if (event.data.asked || ours.length <= 1) await self.skipWaiting();
      else event.source.postMessage({ kind: "waits" });
    })());
  });
})();
