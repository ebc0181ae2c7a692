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
        await Assertions.Expect(ingest.Part("dead-letters")).ToHaveCountAsync(0);
        await Assertions.Expect(ingest.Part("personal-data")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_ingest_page_shows_dead_letters_with_their_reason_and_what_was_done_with_personal_data()
    {
        using var data = new TemporaryFolder();
        var pipeline = data.Write("pipeline.conf", """
            input { tcp { port => 0 codec => json_lines } }
            filter { pii { fields => [ "user" ] } }
            output { elasticsearch { id => "to_store" hosts => "${ELASTICSEARCH_HOST}" index => "%{to}" dlq_on_failed_indexname_interpolation => true } }
            """);
        await using var el4k = await El4kProcess.UpAsync(data.Path, "--pipeline", pipeline);
        await Sender.TcpAsync(el4k.TcpPort, "{\"to\":\"logstash-a\",\"user\":\"ann\",\"mail\":\"ann@example.com\"}\n{\"user\":\"bob\"}\n");
        await using var page = await browser.OpenAsync(el4k.Explorer, "/ingest");
        var soon = new LocatorAssertionsToContainTextOptions { Timeout = 40_000 };

        var letters = page.Page.Locator("[data-testid=dead-letter-output][data-output=to_store]");
        await Assertions.Expect(letters.GetByTestId("dead-letter-count")).ToHaveTextAsync("1", new() { Timeout = 40_000 });
        await Assertions.Expect(letters.GetByTestId("dead-letter-reason")).ToContainTextAsync("the event lacks a field of index", soon);
        await Assertions.Expect(letters).ToContainTextAsync("el4k dlq list --plugin to_store");
        await Assertions.Expect(page.Page.Locator("[data-testid=personal-data-count][data-field=mail]")).ToContainTextAsync("email", soon);
        await Assertions.Expect(page.Page.Locator("[data-testid=personal-data-count][data-field=user]")).ToContainTextAsync("2", soon);
        Assert.DoesNotContain("ann@", await page.Page.ContentAsync(), StringComparison.Ordinal);

        await page.Page.SetViewportSizeAsync(420, 900);
        await page.Page.EvaluateAsync("document.querySelector('[data-testid=dead-letter-reason]').scrollIntoView({ inline: 'nearest' })");
        await Assertions.Expect(letters.GetByTestId("dead-letter-reason")).ToBeInViewportAsync(new() { Ratio = 0.99f });
    }
}
