using System.Text;

namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>Reads one bracketed character class of Oniguruma and writes it as a .NET expression that matches one character.</summary>
/// <remarks>
/// .NET has neither POSIX classes, nor <c>\h</c>, nor classes inside classes, nor <c>&amp;&amp;</c>. What a single pair of brackets cannot say
/// becomes an alternation (union) or a lookahead (intersection, negation), which match one character just the same.
/// </remarks>
internal sealed class CharacterClass
{
    private readonly StringBuilder _items = new();
    private readonly List<string> _alternatives = [];
    private readonly List<string> _required = [];
    private readonly bool _negated;

    private CharacterClass(bool negated) => _negated = negated;

    /// <summary>Reads the class that begins at <paramref name="position"/> (its opening bracket) and moves behind its closing bracket.</summary>
    /// <exception cref="FormatException">The class has no end, is empty, or has a range that runs backwards.</exception>
    public static string Translate(string source, ref int position) => Read(source, ref position, 1).ToExpression();

    private static CharacterClass Read(string source, ref int position, int depth)
    {
        if (depth > OnigurumaTranslator.MaximumDepth)
        {
            throw new FormatException($"character classes lie in each other more than {OnigurumaTranslator.MaximumDepth} levels deep");
        }

        var start = position++;
        var negated = position < source.Length && source[position] == '^';
        if (negated)
        {
            position++;
        }

        var set = new CharacterClass(negated);
        var first = position;
        while (true)
        {
            if (position >= source.Length)
            {
                throw new FormatException($"the character class that begins with '{Excerpt(source, start)}' has no closing ']'");
            }

            var c = source[position];
            if (c == ']' && position > first)
            {
                position++;
                return set;
            }

            if (c == '[')
            {
                set.ReadNested(source, ref position, depth);
            }
            else if (c == '&' && position + 1 < source.Length && source[position + 1] == '&')
            {
                position += 2;
                set.Intersect();
            }
            else
            {
                set.ReadItem(source, ref position);
            }
        }
    }

    private void ReadNested(string source, ref int position, int depth)
    {
        if (PosixClass.TryRead(source, ref position, out var items, out var negated))
        {
            if (negated)
            {
                _alternatives.Add($"[^{items}]");
            }
            else
            {
                _items.Append(items);
            }

            return;
        }

        var nested = Read(source, ref position, depth + 1);
        if (nested is { _negated: false, _alternatives.Count: 0, _required.Count: 0 })
        {
            _items.Append(nested._items);
        }
        else
        {
            _alternatives.Add(nested.ToExpression());
        }
    }

    private void ReadItem(string source, ref int position)
    {
        if (!TryReadCharacter(source, ref position, out var from))
        {
            return;
        }

        // A hyphen makes a range only between two characters; before the closing bracket or a class it stands for itself.
        var atRange = position + 1 < source.Length && source[position] == '-' && source[position + 1] is not (']' or '[');
        if (atRange)
        {
            var afterHyphen = position + 1;
            if (TryReadCharacter(source, ref afterHyphen, out var to))
            {
                if (to < from)
                {
                    throw new FormatException($"the range '{source[(position - 1)..afterHyphen]}' in a character class runs backwards");
                }

                Append(from);
                _items.Append('-');
                Append(to);
                position = afterHyphen;
                return;
            }

            // The class after the hyphen is now among the items.
            Append(from);
            Append('-');
            position = afterHyphen;
            return;
        }

        Append(from);
    }

    /// <returns>False if a class such as <c>\d</c> stood there; it is then already added.</returns>
    private bool TryReadCharacter(string source, ref int position, out char character)
    {
        character = source[position];
        if (character != '\\')
        {
            position++;
            return true;
        }

        if (position + 1 >= source.Length)
        {
            throw new FormatException("the expression ends with a lone backslash");
        }

        var escape = Escape.Read(source, ref position, insideClass: true);
        if (escape.ClassItems is { } items)
        {
            if (escape.IsNegated)
            {
                _alternatives.Add($"[^{items}]");
            }
            else
            {
                _items.Append(items);
            }

            return false;
        }

        character = escape.Character;
        return true;
    }

    private void Intersect()
    {
        _required.Add(Union());
        _items.Clear();
        _alternatives.Clear();
    }

    private string ToExpression()
    {
        if (_required.Count == 0 && _alternatives.Count == 0)
        {
            return (_negated ? "[^" : "[") + _items + "]";
        }

        var positive = string.Concat(_required.Select(operand => $"(?={operand})")) + Union();
        return _negated ? $"(?:(?!{positive})[\\s\\S])" : $"(?:{positive})";
    }

    private string Union()
    {
        var operands = _items.Length > 0 ? [$"[{_items}]", .. _alternatives] : _alternatives;
        return operands.Count switch
        {
            0 => throw new FormatException("a character class has an empty operand"),
            1 => operands[0],
            _ => $"(?:{string.Join('|', operands)})",
        };
    }

    private void Append(char c)
    {
        if (c is '\\' or ']' or '[' or '^' or '-')
        {
            _items.Append('\\');
        }

        _items.Append(c);
    }

    private static string Excerpt(string source, int start) => source[start..Math.Min(source.Length, start + 20)];
}
