using System.Net;
using System.Text;

namespace El4k.Store.Search.Highlighting;

/// <summary>A text and the places in it that are to be marked; cuts it into fragments around them.</summary>
/// <param name="text">The text.</param>
/// <param name="marks">Places in the text, ascending and apart.</param>
internal sealed class MarkedText(string text, IReadOnlyList<(int Start, int End)> marks)
{
    /// <summary>The fragments, in the order of the text; one whole text when it fits or fragments are not wanted.</summary>
    public IEnumerable<string> Cut(HighlightRequest request, HighlightField field)
    {
        if (field.Fragments == 0 || text.Length <= field.FragmentSize)
        {
            yield return Mark(request, 0, text.Length);
            yield break;
        }

        var end = 0;
        foreach (var mark in marks)
        {
            if (mark.End <= end)
            {
                continue;
            }

            // Some of the room goes to what stands before the mark.
            var start = ToWordStart(Math.Max(end, mark.Start - (field.FragmentSize / 4)), mark.Start);
            end = ToWordEnd(Math.Max(start + field.FragmentSize, mark.End));
            yield return Mark(request, start, end);
        }
    }

    private string Mark(HighlightRequest request, int start, int end)
    {
        var result = new StringBuilder(end - start + 32);
        var position = start;
        foreach (var mark in marks)
        {
            if (mark.Start < start || mark.End > end)
            {
                continue;
            }

            result.Append(Encode(request, position, mark.Start)).Append(request.Before)
                .Append(Encode(request, mark.Start, mark.End)).Append(request.After);
            position = mark.End;
        }

        return result.Append(Encode(request, position, end)).ToString();
    }

    private string Encode(HighlightRequest request, int start, int end) =>
        request.EncodesHtml ? WebUtility.HtmlEncode(text[start..end]) : text[start..end];

    private int ToWordStart(int position, int limit)
    {
        if (position == 0)
        {
            return 0;
        }

        while (position < limit && !char.IsWhiteSpace(text[position - 1]))
        {
            position++;
        }

        return position;
    }

    private int ToWordEnd(int position)
    {
        if (position >= text.Length)
        {
            return text.Length;
        }

        var space = text.AsSpan(position).IndexOfAny(' ', '\n', '\t');
        // A text without spaces is cut anywhere, but not within a character.
        return space is >= 0 and < 40 ? position + space : char.IsLowSurrogate(text[position]) ? position + 1 : position;
    }
}
