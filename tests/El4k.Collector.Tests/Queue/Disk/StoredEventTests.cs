using System.Buffers;
using System.Globalization;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Tests.Queue.Disk;

/// <summary>What an output writes of an event is the same, byte for byte, whether or not the event was on disk in between.</summary>
public sealed class StoredEventTests
{
    private static readonly string[] Names = ["a", "b", "@timestamp", "@version", "tags", "ünï", "q\"uote", "deep", "x.y", "[b]", "host"];

    private readonly EventBatchPool _pool = new(TimeProvider.System);

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{ "a" : 1.50 , "b":[ 1, {"c" : null} ] , "big":123456789012345678901234567890, "e":1e400, "f":-0.0, "g":1.0}""")]
    [InlineData("""{"@timestamp":"2026-11-25T12:00:00Z","@version":"7"}""")]
    [InlineData("""{"@timestamp":"2026-11-25T12:00:00.123456789Z","x":"\u00e9\ud83d\ude00\n"}""")]
    [InlineData("""{"@timestamp":"not a time","tags":"one","@metadata":{"k":[1,{"z":9007199254740993}]}}""")]
    [InlineData("""{"@timestamp":null,"tags":[1,2],"@metadata":3}""")]
    [InlineData("""{"a":1,"a":2,"\u0061":3}""")]
    [InlineData("{}")]
    public void An_event_that_came_as_JSON_is_the_same_afterwards(string json) => AssertSurvives(Parse(json));

    [Fact]
    public void What_filters_took_away_stays_away()
    {
        Event one = Parse("""{"a":1,"b":2}""");
        one.Timestamp = new Timestamp(638_000_000_000_000_007);
        one.Remove(FieldReference.Timestamp);
        one.Remove(FieldReference.Version);
        one.Remove(FieldReference.Parse("a"));
        Event back = AssertSurvives(one);
        Assert.Equal("""{"b":2}""", back.ToJson());
        Assert.Equal(638_000_000_000_000_007, back.Timestamp.Ticks);
    }

    [Fact]
    public void Timestamps_inside_of_fields_and_metadata_stay_timestamps()
    {
        Event one = Parse("""{"a":"2026-11-25T12:00:00.000Z"}""");
        var instant = new Timestamp(638_000_000_000_000_000);
        one.Set(FieldReference.Parse("created"), instant);
        one.Set(FieldReference.Parse("[deep][inner]"), new List<object?> { 1L, instant, new EventMap { ["t"] = instant } });
        one.Set(FieldReference.Parse("[@metadata][t]"), instant);
        Event back = AssertSurvives(one);
        Assert.IsType<string>(back.Get(FieldReference.Parse("a")));
        foreach (string path in (string[])["created", "[deep][inner][1]", "[deep][inner][2][t]", "[@metadata][t]"])
        {
            Assert.Equal(instant, back.Get(FieldReference.Parse(path)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_events_with_random_changes_survive(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++)
        {
            EventBatch batch = _pool.Rent();
            Event one = random.Next(3) == 0 ? batch.AddMessage(Encoding.UTF8.GetBytes(RandomText(random))) : Parse(RandomObject(random, 0), batch);
            for (int change = random.Next(8); change > 0; change--)
            {
                Change(random, one);
            }

            AssertSurvives(one);
            batch.Complete(BatchOutcome.Delivered);
        }
    }

    [Fact]
    public void Each_output_gets_its_part_of_a_frame()
    {
        EventBatch batch = _pool.Rent();
        for (int i = 0; i < 21; i++)
        {
            batch.AddJson(Encoding.UTF8.GetBytes($$"""{"n":{{i}}}"""));
        }

        Event[] all = batch.Events.ToArray();
        Event[] some = [.. all.Where((_, i) => i % 3 == 0 || i == 20)];
        var frame = new Frame();
        frame.Begin(3);
        frame.AddRoute(all, all);
        frame.AddRoute(all, some);
        frame.AddRoute(all, []);
        frame.AddEvents(all);
        frame.Seal();
        frame.Number(100, 0);
        Assert.Equal((121L, 21), (frame.End, frame.Events));
        Assert.Equal(all.Select(one => one.ToJson()), Read(frame, 0));
        Assert.Equal(some.Select(one => one.ToJson()), Read(frame, 1));
        Assert.Empty(Read(frame, 2));
        Assert.Empty(Read(frame, 3));
    }

    private Event AssertSurvives(Event one)
    {
        var frame = new Frame();
        frame.Begin(1);
        frame.AddRoute([one], [one]);
        frame.AddEvents([one]);
        frame.Seal();
        frame.Number(0, 0);
        string metadata = MetadataOf(one);
        EventBatch batch = _pool.Rent();
        Assert.True(TryRead(frame, 0, batch));
        Event back = batch[0];
        Assert.Equal(one.ToJson(), back.ToJson());
        Assert.Equal(one.Timestamp, back.Timestamp);
        Assert.Equal(metadata, MetadataOf(back));
        Assert.Equal(TypesOf(one.ToMap()), TypesOf(back.ToMap()));
        Assert.Equal(TypesOf(one.Metadata), TypesOf(back.Metadata));
        Assert.Equal(one.ToJson(), back.ToJson());
        return back;
    }

    private List<string> Read(Frame frame, int output)
    {
        EventBatch batch = _pool.Rent();
        Assert.True(TryRead(frame, output, batch));
        List<string> texts = [.. batch.Events.ToArray().Select(one => one.ToJson())];
        batch.Complete(BatchOutcome.Delivered);
        return texts;
    }

    private static bool TryRead(Frame frame, int output, EventBatch batch)
    {
        byte[] bytes = frame.Bytes.ToArray();
        Assert.True(FrameHeader.TryRead(bytes, out FrameHeader header));
        Assert.Equal(Crc32C.Of(bytes.AsSpan(FrameHeader.Bytes)), header.BodyChecksum);
        return FrameBody.TryRead(bytes, FrameHeader.Bytes, header, output, batch);
    }

    private static string MetadataOf(Event one)
    {
        var text = new ArrayBufferWriter<byte>();
        JsonValue.Write(one.Metadata, text);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    // What a codec that shows types, such as rubydebug, tells apart.
    private static string TypesOf(object? value) => value switch
    {
        EventMap map => $"{{{string.Join(',', map.Select(pair => $"{pair.Key}:{TypesOf(pair.Value)}"))}}}",
        List<object?> list => $"[{string.Join(',', list.Select(TypesOf))}]",
        null => "null",

        // Which of the two holds a fraction depends on its digits; both are written as the same text.
        double or BigNumber => "fraction",
        _ => $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}",
    };

    private Event Parse(string json, EventBatch? batch = null)
    {
        batch ??= _pool.Rent();
        Assert.True(batch.AddJson(Encoding.UTF8.GetBytes(json)), json);
        return batch[batch.Count - 1];
    }

    private static void Change(Random random, Event one)
    {
        string name = Names[random.Next(Names.Length)];
        FieldReference field = random.Next(4) == 0 ? FieldReference.Parse($"[@metadata][m{random.Next(3)}]") : FieldReference.TopLevel(name);
        try
        {
            switch (random.Next(7))
            {
                case 0:
                    one.Remove(field);
                    break;
                case 1:
                    one.Set(field, RandomValue(random, 0));
                    break;
                case 2:
                    one.SetText(field, Encoding.UTF8.GetBytes(RandomText(random)));
                    break;
                case 3:
                    one.Rename(field, FieldReference.TopLevel(Names[random.Next(Names.Length)]));
                    break;
                case 4:
                    one.Tag(RandomText(random));
                    break;
                case 5:
                    one.Get(field);
                    break;
                default:
                    one.Set(FieldReference.TopLevel("deep").Child("inner"), RandomValue(random, 0));
                    break;
            }
        }
        catch (InvalidFieldException)
        {
            // The field cannot take the value: the event stays as it was.
        }
    }

    private static object? RandomValue(Random random, int depth) => random.Next(depth > 2 ? 8 : 10) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(),
        3 => random.NextDouble() * Math.Pow(10, random.Next(-30, 30)),
        4 => RandomText(random),
        5 => new BigNumber("123456789012345678901234567890.5"),
        6 => new Timestamp(random.NextInt64(0, DateTime.MaxValue.Ticks)),
        7 => (double)random.Next(5),
        8 => new List<object?>(Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth + 1) is bool flag ? (flag ? "t" : "f") : RandomValue(random, depth + 1))),
        _ => RandomMap(random, depth),
    };

    private static EventMap RandomMap(Random random, int depth)
    {
        var map = new EventMap();
        for (int i = random.Next(4); i > 0; i--)
        {
            map[Names[random.Next(Names.Length)]] = RandomValue(random, depth + 1);
        }

        return map;
    }

    private static string RandomObject(Random random, int depth)
    {
        var members = new List<string>();
        for (int i = random.Next(8); i > 0; i--)
        {
            var text = new ArrayBufferWriter<byte>();
            JsonValue.Write(Names[random.Next(Names.Length)], text);
            text.Write(random.Next(2) == 0 ? ":"u8 : " : "u8);
            JsonValue.Write(RandomValue(random, depth), text);
            members.Add(Encoding.UTF8.GetString(text.WrittenSpan));
        }

        return "{" + string.Join(random.Next(2) == 0 ? "," : " , ", members) + "}";
    }

    private static string RandomText(Random random)
    {
        string[] pieces = ["plain", "ünï", "\"", "\\", "\n", "\u0001", "😀", " ", "2026-11-25T12:00:00.000Z", "\u007f", "{}", ","];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
