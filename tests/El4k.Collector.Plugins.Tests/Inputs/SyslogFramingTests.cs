using System.Text;
using El4k.Collector.Plugins.Inputs.Syslog;
using El4k.Testing.Fuzzing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class SyslogFramingTests
{
    private static readonly string[] Sound =
    [
        "<13>Nov 25 10:00:00 h a: first\n<14>second\0<15>third\n",
        "26 <13>Nov 25 10:00:00 h a: b10 <13>text x40 <13>" + new string('y', 36) + "<14>line\n",
        "<13>" + new string('x', 120) + "\n5 <1>ab12345 not a length\n1234567890 <13>x\n",
        "9999 <13>" + new string('z', 400),
    ];

    private static readonly string[] Tokens =
    [
        "\n", "\0", " ", "<", "<13>", "1", "10 <", "5 <1>ab", "40 <13>", "123456789 <", "1234567890", "0", "text", "\r\n", "é", "200 <13>long", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ];

    [Theory]
    [InlineData(16)]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(5000)]
    public void However_the_stream_is_cut_the_messages_and_their_beginnings_are_the_same(int limit)
    {
        var cuts = new Random(1);
        Fuzz.Run(400, new Mutator(Sound, Tokens).Make, input =>
        {
            var whole = Read(limit, input, () => input.Length);
            Assert.Equal(whole, Read(limit, input, () => 1));
            Assert.Equal(whole, Read(limit, input, () => cuts.Next(1, 9)));
            Assert.Equal(whole, Read(limit, input, () => cuts.Next(1, 200)));
        });
    }

    [Theory]
    [InlineData("<13>0123456789abcdef\n<14>b\n", 10, "!<13>012345", "<14>b")]
    [InlineData("20 <13>0123456789abcdef<14>b\n", 10, "!<13>012345", "<14>b")]
    [InlineData("20 <13>012", 10, "<13>012")]
    public void Of_a_message_over_the_limit_as_much_is_kept_as_a_message_may_have(string stream, int limit, params string[] messages) =>
        Assert.Equal(messages, Read(limit, Encoding.UTF8.GetBytes(stream), () => 7).Where(message => message.Length > 0));

    [Theory]
    [InlineData("<13>{0}\n<14>b\n")]
    [InlineData("20004 <13>{0}<14>b\n")]
    public void Of_a_long_message_the_beginning_is_kept(string format)
    {
        var text = new string('x', 20_000);
        var stream = Encoding.UTF8.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, text));
        string[] expected = ["!<13>" + text[..4092], "<14>b", ""];
        Assert.Equal(expected, Read(10_000, stream, () => stream.Length));
        Assert.Equal(expected, Read(10_000, stream, () => 1000));
    }

    // A message over the limit is marked by a "!" before it; the rest of the stream comes last.
    private static string[] Read(int limit, byte[] stream, Func<int> length)
    {
        var framing = new SyslogFraming(limit);
        var messages = new List<string>();
        for (var at = 0; at < stream.Length;)
        {
            var take = Math.Min(Math.Max(1, length()), stream.Length - at);
            ReadOnlySpan<byte> data = stream.AsSpan(at, take);
            at += take;
            while (framing.TryTake(ref data, out var message))
            {
                messages.Add((framing.IsCut ? "!" : "") + Encoding.Latin1.GetString(message));
            }
        }

        messages.Add(Encoding.UTF8.GetString(framing.TakeRest()));
        framing.Reset();
        return [.. messages];
    }
}
