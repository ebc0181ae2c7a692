using El4k.EndToEnd.Tests.Support;
using El4k.Testing;
using Microsoft.Playwright;

namespace El4k.EndToEnd.Tests;

/// <summary>From nothing to answers: the pages of an empty store, a first event, and reports over the demo's traffic.</summary>
public sealed class ReportsBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task An_empty_store_shows_how_to_send_a_first_event_and_sees_it_come()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path);
        await using var page = await browser.OpenAsync(el4k.Explorer, "/discover");
        await Assertions.Expect(page.Part("first-event")).ToContainTextAsync(el4k.TcpPort.ToString());

        await Sender.TcpAsync(el4k.TcpPort, "{\"service\":\"hello\",\"message\":\"it works\"}\n");

        await Assertions.Expect(page.Part("hit").First).ToContainTextAsync("it works");
    }

    [Fact]
    public async Task A_row_of_a_report_leads_to_its_documents()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path);
        await using var demo = El4kProcess.Start("demo", "--runs", "5000", "--tcp-port", el4k.TcpPort.ToString(), "--rest-port", el4k.Rest.Port.ToString());
        Assert.Equal(0, await demo.ExitCodeAsync());
        await using var page = await browser.OpenAsync(el4k.Explorer, "/reports/database?t=-30d");

        var row = page.Part("report-row").First;
        await row.WaitForAsync();
        await row.ClickAsync();

        await page.Page.WaitForURLAsync("**/discover?**");
        await Assertions.Expect(page.Part("hit").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Part("pill").First).ToContainTextAsync("customer");
        using var store = new StoreClient(el4k.Rest);
        var customers = await store.SearchAsync("logstash-*", """{"size":0,"query":{"term":{"kind.keyword":"request"}},"aggs":{"c":{"terms":{"field":"customer.keyword","order":{"db":"desc"},"size":1},"aggs":{"db":{"sum":{"field":"db_ms"}}}}}}""");
        var first = customers["aggregations"]!["c"]!["buckets"]![0]!;
        await Assertions.Expect(page.Part("pill").First).ToContainTextAsync(first["key"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_first_page_answers_the_five_questions_and_the_ingest_page_counts()
    {
        using var data = new TemporaryFolder();
        await using var el4k = await El4kProcess.UpAsync(data.Path);
        await using var demo = El4kProcess.Start("demo", "--runs", "5000", "--tcp-port", el4k.TcpPort.ToString(), "--rest-port", el4k.Rest.Port.ToString());
        Assert.Equal(0, await demo.ExitCodeAsync());

        await using (var home = await browser.OpenAsync(el4k.Explorer, "/?t=-7d"))
        {
            await Assertions.Expect(home.Part("answer")).ToHaveCountAsync(5);
            await Assertions.Expect(home.Page.Locator("body")).ToContainTextAsync("u3007");
        }

        await using var ingest = await browser.OpenAsync(el4k.Explorer, "/ingest");
        await Assertions.Expect(ingest.Page.Locator("body")).ToContainTextAsync("tcp", new() { Timeout = 20_000 });
        await Assertions.Expect(ingest.Page.Locator("body")).ToContainTextAsync("Parse failures");
    }
}
