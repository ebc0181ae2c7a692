using System.Text;
using El4k.Collector.Configuration;

namespace El4k.Collector.Plugins.Patterns;

/// <summary>Replaces the references of a grok pattern by what they stand for, until one plain expression in Oniguruma's syntax is left.</summary>
/// <remarks>A reference that captures becomes a group named <c>NAME:field:type</c>; see <see cref="GrokCapture"/>.</remarks>
internal sealed class PatternExpander(PatternLibrary library, bool namedCapturesOnly)
{
    /// <summary>Characters an expanded pattern may have. The largest built-in one has under 10,000; doubling definitions reach millions in a few lines.</summary>
    private const int MaximumLength = 1_000_000;

    private readonly StringBuilder _output = new();
    private readonly List<string> _open = [];
    private readonly Dictionary<string, string> _definedInPlace = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">A name is not defined, or a pattern contains itself.</exception>
    public string Expand(string pattern)
    {
        Append(pattern);
        return _output.ToString();
    }

    private void Append(string pattern)
    {
        var position = 0;
        while (position < pattern.Length)
        {
            var next = pattern.IndexOf("%{", position, StringComparison.Ordinal);
            if (next < 0)
            {
                break;
            }

            _output.Append(pattern, position, next - position);
            if (PatternReference.TryRead(pattern, next, out var reference))
            {
                AppendReference(reference);
                position = reference.End;
            }
            else
            {
                _output.Append("%{");
                position = next + 2;
            }
        }

        _output.Append(pattern, position, pattern.Length - position);
        if (_output.Length > MaximumLength)
        {
            throw new FormatException($"the pattern grows beyond {MaximumLength:N0} characters when its references are replaced");
        }
    }

    private void AppendReference(PatternReference reference)
    {
        if (reference.Definition is { } inPlace)
        {
            _definedInPlace[reference.Name] = inPlace;
        }

        if (!_definedInPlace.TryGetValue(reference.Name, out var definition) && !library.TryGet(reference.Name, out definition))
        {
            throw new FormatException(UndefinedMessage(reference.Name));
        }

        if (_open.Contains(reference.Name))
        {
            throw new FormatException($"the pattern %{{{reference.Name}}} contains itself: {string.Join(" → ", _open)} → {reference.Name}");
        }

        _open.Add(reference.Name);
        _output.Append(reference switch
        {
            { Capture: { } capture } => $"(?<{reference.Name}:{capture}>",
            _ when namedCapturesOnly => "(?:",
            _ => $"(?<{reference.Name}>",
        });
        Append(definition);
        _output.Append(')');
        _open.RemoveAt(_open.Count - 1);
    }

    private string UndefinedMessage(string name)
    {
        var where = _open.Count == 0 ? "" : $" (used by %{{{_open[^1]}}})";
        var suggestion = NearestName.Find(name, library.Names);
        return $"the pattern %{{{name}}}{where} is not defined" + (suggestion is null ? "" : $"; did you mean %{{{suggestion}}}?");
    }
}
