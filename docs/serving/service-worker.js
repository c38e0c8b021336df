// Takes back what the site keeps on its readers' machines. Put it in the place of the site's own service-worker.js when the
// site is taken down or moves: a browser that comes by fetches this file, forgets what was kept and asks the server again.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const kept = (await caches.keys()).filter((name) => name.endsWith(self.registration.scope));
    await Promise.all(kept.map((name) => caches.delete(name)));
    await self.registration.unregister();
    for (const page of await self.clients.matchAll({ type: "window" })) page.navigate(page.url);
  })());
});
