using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Patterns;

/// <summary>One pattern together with the fields its captures go to.</summary>
internal sealed class GrokMatcher
{
    private readonly GrokExpression _expression;
    private readonly GrokField[] _fields;
    private readonly bool _keepEmpty;

    /// <exception cref="FormatException">A capture names something that is no field reference.</exception>
    public GrokMatcher(GrokExpression expression, CaptureSettings settings)
    {
        _expression = expression;
        _fields = [.. expression.Captures.Select(capture => GrokField.Create(capture, settings))];
        _keepEmpty = settings.KeepsEmpty;
    }

    /// <summary>The pattern as written.</summary>
    public string Pattern => _expression.Pattern;

    /// <summary>Searches the text and, where the pattern matches, puts the captures into the event.</summary>
    /// <exception cref="RegexMatchTimeoutException">The search took longer than allowed.</exception>
    public bool TryMatch(string text, Event target) => TryMatch(text, default, target);

    /// <inheritdoc cref="TryMatch(string, Event)"/>
    /// <param name="text">The text.</param>
    /// <param name="ascii">The same text as a slice of the event when it is ASCII: captures are then slices of it. Else empty.</param>
    /// <param name="target">The event.</param>
    public bool TryMatch(string text, ReadOnlyMemory<byte> ascii, Event target)
    {
        var match = _expression.Match(text);
        if (!match.Success)
        {
            return false;
        }

        for (var i = 0; i < _fields.Length; i++)
        {
            var group = _expression.GroupOf(match, i);
            if (group.Length > 0)
            {
                _fields[i].Add(group, ascii, target);
            }
            else if (_keepEmpty)
            {
                _fields[i].AddEmpty(group, target);
            }
        }

        return true;
    }
}
