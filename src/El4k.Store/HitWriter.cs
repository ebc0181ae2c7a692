using System.Buffers;
using System.Text.Json;
using El4k.Store.Search;
using El4k.Store.Search.Highlighting;
using El4k.Store.Search.Hits;

namespace El4k.Store;

/// <summary>Fetches the documents of the hits and writes them.</summary>
internal sealed class HitWriter(SearchRequest request, IReadOnlyList<SegmentSearch> segments)
{
    private readonly FieldValues _fields = new(request.Fields);
    private readonly Highlighter? _highlighter = request.Highlight is null ? null : new Highlighter(request.Highlight, request.Query);

    public void Write(Utf8JsonWriter json, IReadOnlyList<Hit> hits)
    {
        var sources = Fetch(hits);
        for (var i = 0; i < hits.Count; i++)
        {
            Write(json, hits[i], sources[i]);
        }
    }

    /// <summary>Reads the documents in the order in which they lie, which is cheap, and returns them in the order of the hits.</summary>
    private ReadOnlyMemory<byte>[] Fetch(IReadOnlyList<Hit> hits)
    {
        var sources = new ReadOnlyMemory<byte>[hits.Count];
        if (!request.Source.IsShown && request.Fields.Count == 0 && _highlighter is null)
        {
            return sources;
        }

        foreach (var (hit, index) in hits.Select((hit, index) => (hit, index)).OrderBy(pair => (pair.hit.Segment, pair.hit.Row)))
        {
            var buffer = new ArrayBufferWriter<byte>();
            segments[hit.Segment].Segment.ReadSource(hit.Row, buffer);
            sources[index] = buffer.WrittenMemory;
        }

        return sources;
    }

    private void Write(Utf8JsonWriter json, Hit hit, ReadOnlyMemory<byte> source)
    {
        var segment = segments[hit.Segment];
        json.WriteStartObject();
        json.WriteString("_index", segment.IndexName);
        json.WriteString("_id", segment.Segment.GetId(hit.Row));
        if (request.ShowsVersion)
        {
            json.WriteNumber("_version", segment.Segment.GetVersion(hit.Row));
        }

        if (request.ShowsSequenceNumber)
        {
            json.WriteNumber("_seq_no", segment.Segment.GetSequenceNumber(hit.Row));
            json.WriteNumber("_primary_term", 1);
        }

        WriteScore(json);
        if (request.Source.IsShown)
        {
            json.WritePropertyName("_source");
            request.Source.Write(json, source);
        }

        if (request.Fields.Count > 0 || _highlighter is not null)
        {
            using var document = JsonDocument.Parse(source);
            _fields.Write(json, segment.Mapping, document.RootElement);
            _highlighter?.Write(json, segment.Mapping, document.RootElement);
        }

        if (request.Sort.Count > 0)
        {
            json.WriteStartArray("sort");
            for (var i = 0; i < hit.Values.Length; i++)
            {
                hit.Values[i].WriteTo(json, request.Sort[i].Format);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteScore(Utf8JsonWriter json)
    {
        json.WritePropertyName("_score");
        if (request.Sort.Count == 0 || request.Sort.Any(key => key.Kind == SortKind.Score))
        {
            json.WriteRawValue("1.0", skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
