using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>Writes events as bodies. Immutable; safe for all threads.</summary>
internal sealed class RequestBodies(HttpOutputOptions options, FieldEscapeStyle escapes)
{
    private readonly EventMapping? _mapping = EventMapping.From(options.Mapping, escapes);

    /// <summary>The content type of the bodies.</summary>
    public string ContentType { get; } = options.ContentType ?? options.Format switch
    {
        BodyFormat.Form => "application/x-www-form-urlencoded",
        BodyFormat.Message => "text/plain",
        _ => "application/json",
    };

    /// <summary>One event.</summary>
    public ReadOnlyMemory<byte> Write(Event source)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        switch (options.Format)
        {
            case BodyFormat.Form:
                WriteForm(source, body);
                break;
            case BodyFormat.Message:
                options.Message!.Write(source, body);
                break;
            default:
                WriteJson(source, body);
                break;
        }

        return Packed(body);
    }

    /// <summary>Several events, as a JSON array.</summary>
    public ReadOnlyMemory<byte> WriteBatch(IReadOnlyList<Event> events)
    {
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        for (var i = 0; i < events.Count; i++)
        {
            body.Write(i == 0 ? "["u8 : ","u8);
            WriteJson(events[i], body);
        }

        body.Write("]"u8);
        return Packed(body);
    }

    private void WriteJson(Event source, IBufferWriter<byte> body)
    {
        if (_mapping is null)
        {
            source.WriteJson(body);
        }
        else
        {
            JsonValue.Write(_mapping.Fill(source), body);
        }
    }

    private void WriteForm(Event source, ArrayBufferWriter<byte> body)
    {
        foreach (var (name, value) in _mapping?.Fill(source) ?? source.ToMap())
        {
            if (body.WrittenCount > 0)
            {
                body.Write("&"u8);
            }

            Encoding.UTF8.GetBytes($"{WebUtility.UrlEncode(name)}={WebUtility.UrlEncode(ValueText.Of(value))}", body);
        }
    }

    private ReadOnlyMemory<byte> Packed(ArrayBufferWriter<byte> body)
    {
        if (!options.HttpCompression)
        {
            return body.WrittenMemory;
        }

        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body.WrittenSpan);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
