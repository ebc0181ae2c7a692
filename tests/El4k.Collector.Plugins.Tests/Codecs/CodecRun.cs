using System.Buffers;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests.Codecs;

/// <summary>Runs a codec over bytes in every way they may arrive, and hands back what came out.</summary>
internal static class CodecRun
{
    /// <summary>Decodes the text at once and byte by byte, sees that both give the same, and returns the events without time and version.</summary>
    public static string[] Decode(ICodec codec, string text) => Decode(codec, Encoding.Latin1.GetBytes(text));

    public static string[] DecodeUtf8(ICodec codec, string text) => Decode(codec, Encoding.UTF8.GetBytes(text));

    public static string Encode(ICodec codec, string json)
    {
        var output = new ArrayBufferWriter<byte>();
        codec.Encode(Event.Parse(json), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The event as JSON without the fields every event has.</summary>
    public static string Bare(Event source)
    {
        var copy = source.Clone();
        copy.Remove(FieldReference.Timestamp);
        copy.Remove(FieldReference.Version);
        return copy.ToJson();
    }

    private static string[] Decode(ICodec codec, byte[] bytes)
    {
        var whole = Decode(codec.Clone(), bytes, bytes.Length);
        if (codec is not El4k.Collector.Plugins.Codecs.Json.JsonCodec and not El4k.Collector.Plugins.Codecs.Plain.PlainCodec)
        {
            Assert.Equal(whole, Decode(codec.Clone(), bytes, 1));
            Assert.Equal(whole, Decode(codec.Clone(), bytes, 7));
        }

        return whole;
    }

    private static string[] Decode(ICodec codec, byte[] bytes, int pieceLength)
    {
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        for (var at = 0; at < bytes.Length; at += pieceLength)
        {
            codec.Decode(bytes.AsSpan(at, Math.Min(pieceLength, bytes.Length - at)), batch);
        }

        codec.Flush(batch);
        return [.. batch.Events.ToArray().Select(Bare)];
    }
}
