using System.Text;
using System.Text.Json.Nodes;
using El4k.Collector.Events;

namespace El4k.Collector.Tests.Events;

public sealed class EventTests
{
    private const string Seed = """{"service":"billing","path":"/x","host":"a","port":5,"context":{"a":[1,2,{"b":"c"}]},"@timestamp":"2015-05-17T10:05:03.000Z","@version":"1"}""";

    [Fact]
    public void Members_of_an_object_are_set_as_they_were_sent()
    {
        var target = Event.Parse("""{"a":1,"service":"x","host":{"name":"h"},"\u00e9":0}""");
        var encoded = """ {"service" : "b\u0069lling","new":[ 1 ,2.50],"host":null,"[a][b]":true,"é":"\n","":{},"service":"twice"} """;

        Assert.True(target.TryMergeJson(Encoding.UTF8.GetBytes(encoded.Trim()), 7, out var special));

        Assert.Null(special);
        Assert.StartsWith("""{"a":1,"service":"twice","host":null,"é":"\n","@timestamp":""", target.ToJson());
        Assert.EndsWith(""","new":[ 1 ,2.50],"[a][b]":true,"":{}}""", target.ToJson());
        Assert.Equal("twice", target.Get(FieldReference.Parse("service")));
        Assert.Equal("\n", target.Clone().Get(FieldReference.Parse("é")));
        Assert.False(target.Contains(FieldReference.Parse("[host][name]")));
    }

    [Fact]
    public void Members_with_a_fixed_form_are_left_to_the_caller()
    {
        var target = Event.Parse("""{"tags":["t"]}""");

        Assert.True(target.TryMergeJson("""{"tags":5,"@timestamp":"x","@metadata":{"m":[]},"a":1}"""u8, 4, out var special));

        Assert.Equal("""{"tags":5,"@timestamp":"x","@metadata":{"m":[]}}""", ValueText.Of(special));
        Assert.True(target.HasTag("t"));
        Assert.Equal(1L, target.Get(FieldReference.Parse("a")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":1,\"b\":2,\"c\":3}")]
    public void What_is_no_object_or_too_large_a_one_sets_nothing(string text)
    {
        var target = new EventBatchPool(TimeProvider.System).Rent().AddMessage("m"u8);
        var before = target.ToJson();

        Assert.False(target.TryMergeJson(Encoding.UTF8.GetBytes(text), 2, out _));

        Assert.Equal(before, target.ToJson());
    }

    [Theory]
    [InlineData("[a]", "billing")]
    [InlineData("[a][b]", "billing")]
    [InlineData("[@metadata][a]", "billing")]
    [InlineData("[service]", "billing")]
    [InlineData("[@timestamp]", "2015-05-17T10:05:03.000Z")]
    public void A_part_of_the_own_text_becomes_a_field(string to, string part)
    {
        var field = FieldReference.Parse(to);
        var target = Event.Parse($$"""{"service":"x {{part}} é"}""");
        Assert.True(target.TryGetSlice(FieldReference.Parse("service"), out var whole));
        target.Set(FieldReference.Parse("service"), "another");

        target.SetSlice(field, whole.Slice(2, part.Length));

        Assert.Equal(part, ValueText.Of(target.Get(field)));
        Assert.Equal(part, ValueText.Of(target.Clone().Get(field)));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("7", 7L)]
    [InlineData("-12", -12L)]
    [InlineData("999999999999999999", 999999999999999999L)]
    [InlineData("1000000000000000000", null)]
    [InlineData("-0", null)]
    [InlineData("007", null)]
    [InlineData("+7", null)]
    [InlineData("1.5", null)]
    [InlineData("1e3", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    [InlineData("7 ", null)]
    public void A_part_of_the_own_text_becomes_a_number_where_it_is_one(string text, object? expected)
    {
        var target = Event.Parse($$"""{"a":"{{text}}"}""");
        var field = FieldReference.Parse("a");
        Assert.True(target.TryGetSlice(field, out var slice));
        Assert.Equal(expected is not null, target.TrySetWholeNumber(field, slice));
        Assert.Equal(expected ?? text, target.Get(field));
        Assert.StartsWith(expected is null ? $$"""{"a":"{{text}}",""" : $$"""{"a":{{text}},""", target.ToJson(), StringComparison.Ordinal);
        Assert.False(target.TrySetWholeNumber(FieldReference.Parse("[b][c]"), slice));
        Assert.False(target.Contains(FieldReference.Parse("b")));
    }

    [Theory]
    [InlineData("""{"a":"\n"}""")]
    [InlineData("""{"a":5}""")]
    [InlineData("""{"a":{"b":"x"}}""")]
    [InlineData("{}")]
    public void What_has_to_be_decoded_first_has_no_slice(string json) =>
        Assert.False(Event.Parse(json).TryGetSlice(FieldReference.Parse("a"), out _));

    [Fact]
    public void An_untouched_event_is_encoded_byte_for_byte()
    {
        Assert.Equal(Seed, Event.Parse(Seed).ToJson());
    }

    [Fact]
    public void Removed_fields_are_gone_and_their_neighbours_stay_as_they_were()
    {
        var source = Event.Parse(Seed);
        Assert.True(source.Remove(FieldReference.Parse("path")));
        Assert.True(source.Remove(FieldReference.Parse("host")));
        Assert.True(source.Remove(FieldReference.Parse("port")));
        Assert.False(source.Remove(FieldReference.Parse("port")));
        Assert.Equal(
            """{"service":"billing","context":{"a":[1,2,{"b":"c"}]},"@timestamp":"2015-05-17T10:05:03.000Z","@version":"1"}""",
            source.ToJson());
    }

    [Fact]
    public void Timestamp_and_version_are_added_when_absent()
    {
        JsonNode node = JsonNode.Parse(Event.Parse("""{"a":1}""").ToJson())!;
        Assert.Equal("1", (string?)node["@version"]);
        Assert.True(Timestamp.TryParse((string)node["@timestamp"]!, out _));
    }

    [Fact]
    public void A_bad_timestamp_is_kept_beside_the_arrival_time_and_tagged()
    {
        var source = Event.Parse("""{"@timestamp":"yesterday"}""");
        Assert.Equal("yesterday", source.Get(FieldReference.Parse("_@timestamp")));
        Assert.True(source.HasTag("_timestampparsefailure"));
        Assert.IsType<Timestamp>(source.Get(FieldReference.Timestamp));
    }

    [Fact]
    public void Nested_values_can_be_read_set_and_removed()
    {
        var source = Event.Parse(Seed);
        Assert.Equal("c", source.Get(FieldReference.Parse("[context][a][-1][b]")));
        source.Set(FieldReference.Parse("[context][a][1]"), "two");
        source.Set(FieldReference.Parse("[new][deep]"), 7);
        source.Remove(FieldReference.Parse("[context][a][0]"));
        JsonNode node = JsonNode.Parse(source.ToJson())!;
        Assert.Equal("""["two",{"b":"c"}]""", node["context"]!["a"]!.ToJsonString());
        Assert.Equal(7, (int)node["new"]!["deep"]!);
    }

    [Fact]
    public void A_batch_takes_objects_arrays_and_blanks_and_refuses_the_rest()
    {
        EventBatch batch = new EventBatchPool(TimeProvider.System).Rent();
        Assert.True(batch.AddJson("  "u8));
        Assert.True(batch.AddJson("""{"a":1}"""u8));
        Assert.True(batch.AddJson("""[{"a":2},{"a":3}]"""u8));
        Assert.Equal(3, batch.Count);
        Assert.False(batch.AddJson("7"u8));
        Assert.False(batch.AddJson("""[{"a":4},5]"""u8));
        Assert.False(batch.AddJson("""{"a":1} x"""u8));
        Assert.False(batch.AddJson([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}']));
        Assert.Equal(3, batch.Count);
        Event failure = batch.AddFailure([(byte)'a', 0xe9], "_jsonparsefailure");
        Assert.Equal("""a\xE9""", failure.Get(FieldReference.Message));
        Assert.Equal(1, batch.ParseFailures);
    }

    [Fact]
    public void A_clone_outlives_its_batch()
    {
        var pool = new EventBatchPool(TimeProvider.System);
        EventBatch batch = pool.Rent();
        batch.AddJson(Encoding.UTF8.GetBytes(Seed));
        Event clone = batch[0].Clone();
        batch.Complete(BatchOutcome.Delivered);
        EventBatch again = pool.Rent();
        again.AddJson("""{"x":"overwritten overwritten overwritten"}"""u8);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Seed), JsonNode.Parse(clone.ToJson())));
    }

    [Fact]
    public void A_batch_tells_once_how_it_ended_and_is_used_again_even_if_a_listener_throws()
    {
        var pool = new EventBatchPool(TimeProvider.System);
        EventBatch batch = pool.Rent();
        var told = new List<(BatchOutcome, object?)>();
        batch.AddJson("{}"u8);
        batch.OnCompleted((outcome, state) => told.Add((outcome, state)), "first");
        batch.OnCompleted((_, _) => throw new InvalidOperationException("planted"), null);
        Assert.Throws<AggregateException>(() => batch.Complete(BatchOutcome.Delivered));
        EventBatch again = pool.Rent();
        Assert.Same(batch, again);
        Assert.Equal((0, 0L, 0), (again.Count, again.Bytes, again.ParseFailures));
        again.Complete(BatchOutcome.Abandoned);
        Assert.Equal((BatchOutcome.Delivered, "first"), Assert.Single(told));
    }

    [Fact]
    public void The_last_of_two_fields_of_one_name_counts()
    {
        var source = Event.Parse("""{"a":1,"b":2,"a":3,"\u0061":4}""");
        Assert.Equal(4L, source.Get(FieldReference.Parse("a")));
        source.Remove(FieldReference.Parse("a"));
        Assert.False(source.Contains(FieldReference.Parse("a")));
    }

    [Fact]
    public void Renaming_moves_a_value_without_decoding_it()
    {
        var source = Event.Parse("""{"a":{"x" : 1.50},"b":2}""");
        Assert.True(source.Rename(FieldReference.Parse("a"), FieldReference.Parse("b")));
        Assert.StartsWith("""{"b":{"x" : 1.50},"@timestamp":""", source.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_event_gives_several_threads_the_same_values_at_the_same_time()
    {
        for (int round = 0; round < 200; round++)
        {
            Event one = Event.Parse("""{"a":"x","b":[1,{"c":"y"}],"d":1.5,"e":"\u00e9"}""");
            one.IsShared = true;
            using var together = new Barrier(3);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                together.SignalAndWait();
                Assert.Equal("x", one.Get(FieldReference.Parse("a")));
                Assert.Equal("y", one.Get(FieldReference.Parse("[b][1][c]")));
                Assert.Equal(1.5, one.Get(FieldReference.Parse("d")));
                Assert.Equal("é", one.Get(FieldReference.Parse("e")));
                Assert.Equal(6, one.ToMap().Count);
            })));
        }
    }
}
