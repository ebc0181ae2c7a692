using El4k.EndToEnd.Tests.Support;
using El4k.Testing;
using Microsoft.Playwright;

namespace El4k.EndToEnd.Tests;

/// <summary>Discover in a real browser over the real program, with the Apache log in it.</summary>
public sealed class ApacheBrowserTests(BrowserFixture browser, ApacheBrowserTests.Stack stack) : IClassFixture<BrowserFixture>, IClassFixture<ApacheBrowserTests.Stack>
{
    private const string Days = "/discover?t=2015-05-17..2015-05-21&tz=UTC";

    [Fact]
    public async Task Discover_shows_the_Apache_documents()
    {
        if (stack.El4k is null)
        {
            return;
        }

        await using var page = await browser.OpenAsync(stack.El4k.Explorer, Days);

        await page.TotalIsAsync(9_999);
        await Assertions.Expect(page.Part("hit").First).ToContainTextAsync("clientip");
        await Assertions.Expect(page.Part("histogram-bar").First).ToBeAttachedAsync();
    }

    [Fact]
    public async Task A_brush_over_the_histogram_narrows_the_range()
    {
        if (stack.El4k is null)
        {
            return;
        }

        await using var page = await browser.OpenAsync(stack.El4k.Explorer, Days);
        await page.TotalIsAsync(9_999);
        var box = (await page.Part("histogram").BoundingBoxAsync())!;

        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + (box.Height / 2));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height / 2), new MouseMoveOptions { Steps = 8 });
        await page.Page.Mouse.UpAsync();

        await Assertions.Expect(page.Part("total")).Not.ToHaveAttributeAsync("data-total", "9999");
        Assert.InRange(await page.TotalAsync(), 500, 6_000);
        Assert.DoesNotContain("t=2015-05-17..2015-05-21", page.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_click_on_a_top_value_filters()
    {
        if (stack.El4k is null)
        {
            return;
        }

        await using var page = await browser.OpenAsync(stack.El4k.Explorer, Days);
        await page.TotalIsAsync(9_999);

        await page.Page.Locator("[data-testid=field][data-field=response]").ClickAsync();
        var value = page.Page.Locator("[data-testid=top-value][data-value='404']");
        var count = long.Parse(await value.GetAttributeAsync("data-count") ?? "-1");
        await value.GetByTestId("filter-for").ClickAsync();

        await page.TotalIsAsync(count);
        await Assertions.Expect(page.Part("pill")).ToHaveCountAsync(1);
        Assert.Contains("response", page.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_query_is_shown_in_place_and_hides_nothing()
    {
        if (stack.El4k is null)
        {
            return;
        }

        await using var page = await browser.OpenAsync(stack.El4k.Explorer, Days + "&q=" + Uri.EscapeDataString("response:[500 TO"));

        await Assertions.Expect(page.Part("query-message")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_empty_range_offers_the_way_to_the_data()
    {
        if (stack.El4k is null)
        {
            return;
        }

        await using var page = await browser.OpenAsync(stack.El4k.Explorer, "/discover?t=2015-01-01..2015-02-01&tz=UTC");

        await page.Part("show-elsewhere").First.ClickAsync();
        await Assertions.Expect(page.Part("hit").First).ToBeVisibleAsync();
        Assert.True(await page.TotalAsync() > 0);
    }

    /// <summary>A stack with the Apache log in it; null without the log.</summary>
    public sealed class Stack : IAsyncLifetime
    {
        private readonly TemporaryFolder _data = new();

        internal El4kProcess? El4k { get; private set; }

        public async Task InitializeAsync()
        {
            if (!SharedData.TryFind("data/apache_access.log", out var log))
            {
                return;
            }

            El4k = await El4kProcess.UpAsync(Path.Combine(_data.Path, "store"));
            await CollectTests.LoadApacheAsync(_data, El4k.Rest, log);
        }

        public async Task DisposeAsync()
        {
            if (El4k is not null)
            {
                await El4k.DisposeAsync();
            }

            _data.Dispose();
        }
    }
}
