using Microsoft.Playwright;

namespace El4k.EndToEnd.Tests.Support;

/// <summary>A browser page under watch: script errors and requests that leave the explorer's host.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly List<string> _problems = [];

    public WatchedPage(IPage page, Uri home)
    {
        Page = page;
        page.PageError += (_, error) => Add("script error: " + error);
        page.Request += (_, request) =>
        {
            var url = new Uri(request.Url);
            if (url.Scheme is "http" or "https" && url.Authority != home.Authority)
            {
                Add("request to another host: " + url);
            }
        };
    }

    public IPage Page { get; }

    public ILocator Part(string testId) => Page.GetByTestId(testId);

    /// <summary>Waits until the number of matching documents is as expected.</summary>
    public Task TotalIsAsync(long expected) => Assertions.Expect(Part("total")).ToHaveAttributeAsync("data-total", expected.ToString());

    public async Task<long> TotalAsync() => long.Parse(await Part("total").GetAttributeAsync("data-total") ?? "-1");

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        lock (_problems)
        {
            Assert.True(_problems.Count == 0, string.Join('\n', _problems));
        }
    }

    private void Add(string problem)
    {
        lock (_problems)
        {
            _problems.Add(problem);
        }
    }
}
