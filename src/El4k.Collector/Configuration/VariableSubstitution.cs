using System.Text;
using El4k.Collector.Configuration.Ast;

namespace El4k.Collector.Configuration;

/// <summary>The pass that puts the values of <c>${NAME}</c> and <c>${NAME:default}</c> into quoted strings.</summary>
internal sealed class VariableSubstitution(Func<string, string?> environment, DiagnosticList diagnostics)
{
    /// <summary>The value with all variables replaced; in arrays and hashes too.</summary>
    public ValueNode Apply(ValueNode value) => value switch
    {
        StringNode text => ApplyTo(text),
        ArrayNode array => array with { Items = [.. array.Items.Select(Apply)] },
        HashNode hash => hash with { Entries = [.. hash.Entries.Select(entry => entry with { Value = Apply(entry.Value) })] },
        _ => value,
    };

    /// <summary>The text with all variables replaced.</summary>
    public string Expand(string text, SourceSpan span)
    {
        var result = new StringBuilder();
        int at = 0;
        while (true)
        {
            int open = text.IndexOf("${", at, StringComparison.Ordinal);
            int close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                return result.Append(text.AsSpan(at)).ToString();
            }

            result.Append(text.AsSpan(at, open - at));
            string inner = text[(open + 2)..close];
            int colon = inner.IndexOf(':', StringComparison.Ordinal);
            string name = colon < 0 ? inner : inner[..colon];
            result.Append(IsName(name) ? Value(name, colon < 0 ? null : inner[(colon + 1)..], span) : text[open..(close + 1)]);
            at = close + 1;
        }
    }

    private static bool IsName(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] is '_' or '.')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.');

    private string Value(string name, string? fallback, SourceSpan span)
    {
        string? value = environment(name) ?? fallback;
        if (value is null)
        {
            diagnostics.Error(span, $"The variable {name} is not set.", $"Set it, or give a default: ${{{name}:value}}.");
        }

        return value ?? string.Empty;
    }

    private ValueNode ApplyTo(StringNode text)
    {
        string expanded = text.IsQuoted && text.Value.Contains("${", StringComparison.Ordinal) ? Expand(text.Value, text.Span) : text.Value;
        if (expanded == text.Value)
        {
            return text;
        }

        expanded = StripQuotes(expanded);
        if (expanded.Length >= 2 && expanded[0] == '[' && expanded[^1] == ']' && !expanded.AsSpan(1, expanded.Length - 2).ContainsAny('[', ']'))
        {
            // A variable can hold a whole list: HOSTS='["a:9200", "b:9200"]'.
            string[] items = expanded[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new ArrayNode([.. items.Select(item => new StringNode(StripQuotes(item), true, text.Span))], text.Span);
        }

        return text with { Value = expanded };
    }

    private static string StripQuotes(string text) =>
        text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;
}
