using Microsoft.Playwright;

namespace El4k.EndToEnd.Tests.Support;

/// <summary>A real Chromium, one for all tests of a class; each test opens pages of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] _candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        var wanted = Environment.GetEnvironmentVariable("EL4K_TEST_BROWSER");
        var program = string.IsNullOrEmpty(wanted) ? _candidates.FirstOrDefault(File.Exists) : wanted;
        Assert.True(program is not null, "No Chromium found: ./test installs one, or name yours in EL4K_TEST_BROWSER");
        // Patience, not a pause: two shared cores run the store, the explorer and the browser.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A page that fails the test on a script error or a request to another host.</summary>
    internal async Task<WatchedPage> OpenAsync(Uri explorer, string path)
    {
        var page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1400, Height = 900 } });
        page.SetDefaultTimeout(30_000);
        var watched = new WatchedPage(page, explorer);
        await page.GotoAsync(new Uri(explorer, path).ToString());
        return watched;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
