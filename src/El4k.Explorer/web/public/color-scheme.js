// Runs before the first paint, so that a dark page never flashes white. Its own file because the page forbids inline scripts.
(function () {
    var choice = null;
    try {
        choice = localStorage.getItem('el4k-color-scheme');
    } catch {
        // Storage may be switched off; the system's choice is then the only one.
    }
    var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
