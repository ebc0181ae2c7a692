using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins.Filters;

/// <summary>An expression that may contain <c>%{field}</c>: one without placeholders is built once, others once for each text they become. Safe for all threads.</summary>
internal sealed class FormattedRegex
{
    /// <summary>How long one use may take. A line takes microseconds; a second means that the expression backtracks without end.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>Expressions made from an event's values that are kept built; more would mean that values are hardly ever the same.</summary>
    private const int MaximumKept = 256;

    private readonly StringFormat? _format;
    private readonly TimedRegex? _fixed;
    private readonly ConcurrentDictionary<string, TimedRegex> _kept = new(StringComparer.Ordinal);

    /// <param name="text">The expression, in Ruby's syntax.</param>
    /// <param name="isFormat">Whether <c>%{field}</c> in it stands for the field's value.</param>
    /// <param name="escapes">How brackets in names of fields are written.</param>
    /// <exception cref="FormatException">The text is no expression, or no format.</exception>
    public FormattedRegex(string text, bool isFormat = true, FieldEscapeStyle escapes = FieldEscapeStyle.None)
    {
        var format = isFormat ? StringFormat.Parse(text, escapes: escapes) : null;
        if (format is null or { IsLiteral: true })
        {
            _fixed = new TimedRegex(OnigurumaExpression.Parse(text), Timeout);
        }
        else
        {
            _format = format;
        }
    }

    /// <summary>The expression for an event.</summary>
    /// <returns>False, with what is wrong, when the event's values make it none.</returns>
    public bool TryResolve(Event source, [NotNullWhen(true)] out TimedRegex? regex, [NotNullWhen(false)] out string? error)
    {
        error = null;
        regex = _fixed;
        if (regex is not null)
        {
            return true;
        }

        var text = _format!.Format(source);
        if (_kept.TryGetValue(text, out regex))
        {
            return true;
        }

        try
        {
            regex = new TimedRegex(OnigurumaExpression.Parse(text), Timeout);
        }
        catch (FormatException wrong)
        {
            error = wrong.Message;
            return false;
        }

        if (_kept.Count < MaximumKept)
        {
            _kept.TryAdd(text, regex);
        }

        return true;
    }
}
