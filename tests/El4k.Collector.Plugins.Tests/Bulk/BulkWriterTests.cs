using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Bulk;

namespace El4k.Collector.Plugins.Tests.Bulk;

public sealed class BulkWriterTests
{
    private const string Stamp = "\"@timestamp\":\"2026-11-25T10:00:00.000Z\",\"@version\":\"1\"";

    private static readonly BulkSettings _settings = new() { Index = StringFormat.Parse("i"), DocumentId = StringFormat.Parse("%{id}") };

    [Fact]
    public void An_update_merges_the_event_into_the_document() => Assert.Equal(
        $$$"""
        {"update":{"_index":"i","_id":"1","retry_on_conflict":3}}
        {"doc":{"id":"1","n":1,{{{Stamp}}}}}

        """,
        Written(_settings with { Action = BulkAction.Update, Update = new UpdateSettings { RetryOnConflict = 3 } }, """{"id":"1","n":1}"""));

    [Fact]
    public void An_update_may_make_the_document_of_the_event_or_of_a_given_one()
    {
        Assert.EndsWith($$$"""{"doc":{"id":"1",{{{Stamp}}}},"doc_as_upsert":true}""" + "\n", Update(new UpdateSettings { DocAsUpsert = true }), StringComparison.Ordinal);
        Assert.EndsWith($$$"""{"doc":{"id":"1",{{{Stamp}}}},"upsert":{"first":"1"}}""" + "\n", Update(new UpdateSettings { Upsert = StringFormat.Parse("{\"first\":\n\"%{id}\"}".ReplaceLineEndings("")) }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_sees_the_event_by_its_variable()
    {
        Assert.EndsWith(
            $$$$"""{"script":{"lang":"painless","source":"ctx._source.n += params.e.n","params":{"e":{"id":"1",{{{{Stamp}}}}}}},"scripted_upsert":true,"upsert":{}}""" + "\n",
            Update(new UpdateSettings { Script = StringFormat.Parse("ctx._source.n += params.e.n"), ScriptVariable = "e", ScriptedUpsert = true }).Replace("\\u002B", "+", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.EndsWith(
            $$$$"""{"script":{"id":"count","params":{"event":{"id":"1",{{{{Stamp}}}}}}},"upsert":{"id":"1",{{{{Stamp}}}}}}""" + "\n",
            Update(new UpdateSettings { Script = StringFormat.Parse("count"), IsStoredScript = true, DocAsUpsert = true }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_delete_is_a_line_without_a_document() => Assert.Equal(
        """
        {"delete":{"_index":"i","_id":"1"}}
        {"delete":{"_index":"i","_id":"2"}}

        """,
        Written(_settings with { Action = BulkAction.Delete }, """{"id":"1"}""", """{"id":"2"}"""));

    [Fact]
    public void A_version_a_parent_and_an_empty_pipeline_are_written_as_the_store_wants_them()
    {
        var settings = _settings with
        {
            Version = StringFormat.Parse("%{v}"),
            VersionType = StringFormat.Parse("external"),
            Parent = StringFormat.Parse("%{p}"),
            JoinField = FieldReference.Parse("join"),
            Pipeline = StringFormat.Parse("%{[@metadata][pipeline]}"),
        };
        var written = Written(settings, """{"id":"1","v":7,"p":"up","join":"answer","@metadata":{"pipeline":""}}""");

        Assert.StartsWith("""{"index":{"_index":"i","_id":"1","routing":"up","version":"7","version_type":"external"}}""", written, StringComparison.Ordinal);
        Assert.Contains("""
            "join":{"name":"answer","parent":"up"}
            """, written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_stream_is_named_by_the_event_or_by_default_and_the_document_says_so()
    {
        var settings = _settings with { DocumentId = null, Action = BulkAction.Create, DataStream = new DataStream("logs", "generic", "default", IsAutomatic: true, IsSynchronized: true) };

        Assert.Equal(
            $$$"""
            {"create":{"_index":"logs-generic-default"}}
            {"n":1,{{{Stamp}}},"data_stream":{"type":"logs","dataset":"generic","namespace":"default"}}
            {"create":{"_index":"metrics-api-default"}}
            {"data_stream":{"dataset":"api","type":"metrics","namespace":"default"},{{{Stamp}}}}

            """,
            Written(settings, """{"n":1}""", """{"data_stream":{"dataset":"api","type":"metrics"}}"""));
    }

    [Theory]
    [InlineData("""{"action":"upsert","id":"1"}""", "is \"upsert\"")]
    [InlineData("""{"id":"1"}""", "is \"%{action}\"")]
    [InlineData("""{"action":"7","id":"1"}""", "is \"7\"")]
    [InlineData("""{"action":"delete"}""", "delete needs an id")]
    [InlineData("""{"action":"update"}""", "update needs an id")]
    [InlineData("""{"action":"update","id":"1","up":"[]"}""", "not a JSON object")]
    public void What_cannot_be_written_is_refused_with_the_reason_and_the_rest_goes_on(string json, string reason)
    {
        using var writer = new BulkWriter(_settings with { ActionOfEvent = StringFormat.Parse("%{action}"), Update = new UpdateSettings { Upsert = StringFormat.Parse("%{up}") } });

        Assert.Equal(3, writer.Fill([Read("""{"action":"index","n":1}"""), Read(json), Read("""{"action":"create","n":2}""")], 0));

        var (index, why) = Assert.Single(writer.Refused);
        Assert.Equal(1, index);
        Assert.Contains(reason, why, StringComparison.Ordinal);
        Assert.Equal(2, writer.Body.Count);
        Assert.Equal(4, Encoding.UTF8.GetString(writer.Body.Memory.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal([0, 2], [writer.Body.Origin(0), writer.Body.Origin(1)]);
    }

    [Fact]
    public void No_request_is_larger_than_nine_and_a_half_mebibytes_but_for_one_document()
    {
        using var writer = new BulkWriter(_settings with { DocumentId = null });
        Event[] events = [Large(4), Large(6), Large(11), Large(1)];
        var sizes = new List<int>();
        for (var next = 0; next < events.Length;)
        {
            next = writer.Fill(events, next);
            sizes.Add(writer.Body.Count);
        }

        Assert.Equal([1, 1, 1, 1], sizes);
    }

    [Fact]
    public void Each_event_goes_to_the_index_of_its_own_service_and_day_however_they_are_mixed()
    {
        var format = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}");
        using var writer = new BulkWriter(new BulkSettings { Index = format });
        string[] services = ["\"a\"", "\"b\"", "\"\\u0061\"", "\"UPPER\"", "7", "\"\"", "null"];
        var random = new Random(20261125);
        List<Event> events = [];
        for (var i = 0; i < 500; i++)
        {
            var source = Event.Parse($$"""{"service":{{services[random.Next(services.Length)]}},"i":{{i}}}""");
            source.Timestamp = Timestamp.FromUnixMilliseconds((20_000 * 86_400_000L) + random.NextInt64(3 * 86_400_000L));
            events.Add(source);
        }

        writer.Fill([.. events], 0);
        var lines = Encoding.UTF8.GetString(writer.Body.Memory.Span).Split('\n');
        var missing = 0;
        for (var i = 0; i < events.Count; i++)
        {
            var isMissing = !format.Write(events[i], new System.Buffers.ArrayBufferWriter<byte>());
            missing += isMissing ? 1 : 0;
            var name = format.Format(events[i]).ToLowerInvariant();
            Assert.Equal($$$"""{"index":{"_index":"{{{(isMissing ? name.Replace("%{service}", IndexName.Missing, StringComparison.Ordinal) : name)}}}"}}""", lines[2 * i]);
            Assert.Equal(events[i].ToJson(), lines[(2 * i) + 1]);
        }

        Assert.Equal(missing, writer.MissingFields);
        Assert.InRange(missing, 1, events.Count - 1);
    }

    private static Event Large(int mebibytes) => Read($$"""{"text":"{{new string('x', mebibytes * 1024 * 1024)}}"}""");

    private static string Update(UpdateSettings update) => Written(_settings with { Action = BulkAction.Update, Update = update }, """{"id":"1"}""");

    private static string Written(BulkSettings settings, params string[] json)
    {
        using var writer = new BulkWriter(settings);
        writer.Fill([.. json.Select(Read)], 0);
        Assert.Empty(writer.Refused);
        return Encoding.UTF8.GetString(writer.Body.Memory.Span);
    }

    private static Event Read(string json)
    {
        var source = Event.Parse(json);
        source.Timestamp = Timestamp.TryParse("2026-11-25T10:00:00Z", out var time) ? time : default;
        return source;
    }
}
