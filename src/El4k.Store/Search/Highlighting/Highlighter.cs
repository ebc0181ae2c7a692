using System.Text;
using System.Text.Json;
using El4k.Store.Analysis;
using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Highlighting;

/// <summary>Writes the <c>highlight</c> of a hit: fragments of its text with marks around what the query looked for.</summary>
/// <remarks>It looks at the document alone: each word that the query names is marked, also one that a phrase needs beside another.</remarks>
internal sealed class Highlighter
{
    private readonly HighlightRequest _request;
    private readonly List<HighlightTerm> _terms = [];

    public Highlighter(HighlightRequest request, Query? query)
    {
        _request = request;
        query?.AddHighlights(_terms);
    }

    /// <summary>Writes the property, unless nothing is marked.</summary>
    public void Write(Utf8JsonWriter json, IndexMapping mapping, JsonElement source)
    {
        var isOpen = false;
        foreach (var field in mapping.All.OrderBy(field => field.Path, StringComparer.Ordinal))
        {
            if (field.Type is not (FieldType.Text or FieldType.Keyword)
                || _request.Fields.FirstOrDefault(wanted => NamePattern.Matches(wanted.Pattern, field.Path)) is not { } wanted)
            {
                continue;
            }

            var terms = wanted.MatchesOwnFieldOnly ? _terms.FindAll(term => term.Covers(field)) : _terms;
            var fragments = terms.Count == 0 ? [] : Fragments(field, mapping, source, wanted, terms);
            if (fragments.Count == 0)
            {
                continue;
            }

            if (!isOpen)
            {
                json.WriteStartObject("highlight");
                isOpen = true;
            }

            json.WriteStartArray(field.Path);
            fragments.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        if (isOpen)
        {
            json.WriteEndObject();
        }
    }

    private List<string> Fragments(
        FieldMapping field, IndexMapping mapping, JsonElement source, HighlightField wanted, List<HighlightTerm> terms)
    {
        // A sub-field has the text of its owner.
        var path = field.IsSubField && mapping.Fields.FirstOrDefault(owner => owner.SubFields.Contains(field)) is { } parent ? parent.Path : field.Path;
        var fragments = new List<string>();
        foreach (var text in Texts(source, path))
        {
            var marks = field.Type == FieldType.Text ? MarkWords(text, terms) : terms.Exists(term => term.HoldsValue(text)) ? [(0, text.Length)] : [];
            if (marks.Count > 0)
            {
                fragments.AddRange(new MarkedText(text, marks).Cut(_request, wanted));
            }
        }

        return wanted.Fragments > 0 ? [.. fragments.Take(wanted.Fragments)] : fragments;
    }

    private static List<(int Start, int End)> MarkWords(string text, List<HighlightTerm> terms)
    {
        var bytes = TermScan.ToBytes(text);
        var marks = new List<(int, int)>();
        var analyzer = new StandardAnalyzer(bytes, stackalloc byte[StandardAnalyzer.MaxTokenBytes]);
        var (charsBefore, bytesBefore) = (0, 0);
        while (analyzer.MoveNext())
        {
            // Offsets are counted on from the word before, since bytes and characters differ.
            var start = charsBefore + Encoding.UTF8.GetCharCount(bytes, bytesBefore, analyzer.Start - bytesBefore);
            var end = start + Encoding.UTF8.GetCharCount(bytes, analyzer.Start, analyzer.End - analyzer.Start);
            (charsBefore, bytesBefore) = (end, analyzer.End);
            var word = Encoding.UTF8.GetString(analyzer.Current);
            if (terms.Exists(term => term.HoldsWord(word)))
            {
                marks.Add((start, end));
            }
        }

        return marks;
    }

    /// <summary>The strings at a path, through objects and arrays and keys that hold points themselves.</summary>
    private static IEnumerable<string> Texts(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when path.Length == 0:
                return [value.GetString()!];
            case JsonValueKind.Array:
                return value.EnumerateArray().SelectMany(item => Texts(item, path));
            case JsonValueKind.Object when path.Length > 0:
                return value.EnumerateObject().SelectMany(property =>
                    path.Equals(property.Name, StringComparison.Ordinal) ? Texts(property.Value, "")
                    : path.StartsWith(property.Name + ".", StringComparison.Ordinal) ? Texts(property.Value, path[(property.Name.Length + 1)..])
                    : []);
            default:
                return [];
        }
    }
}
