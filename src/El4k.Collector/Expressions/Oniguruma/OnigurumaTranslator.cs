using System.Buffers;
using System.Globalization;
using System.Text;

namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>Rewrites a regular expression from Oniguruma's syntax (as Ruby and Logstash use it) to that of .NET.</summary>
/// <remarks>
/// What differs and is rewritten: possessive and stacked quantifiers, <c>{,n}</c>, character classes, ASCII-only <c>\d \w \s</c>,
/// <c>\h \R \X</c>, <c>\x{...}</c>, the option letter <c>m</c>, escapes of plain letters, and group names, which .NET restricts to words:
/// every named group becomes <c>cN</c>, its own name is kept in <see cref="GroupNames"/>. Subexpression calls, <c>\K</c>, conditionals and the absence
/// operator have no counterpart and are refused by name.
/// </remarks>
internal sealed class OnigurumaTranslator
{
    /// <summary>How deep groups or character classes may lie in each other. An expression may come from an event's text, and each level takes a part of the stack.</summary>
    public const int MaximumDepth = 250;

    /// <summary>How many repetitions may lie in each other, as in <c>((a{2}){2}){2}</c>: .NET takes twice the time to read the expression for each.</summary>
    private const int MaximumRepetitions = 16;

    private static readonly SearchValues<char> OptionLetters = SearchValues.Create("imxaud-");

    private readonly string _source;
    private readonly StringBuilder _output;
    private readonly List<string> _groups = [];
    private int _position;
    private int _depth;
    private int _repetitions;
    private bool _extended;
    private bool _refersBack;
    private bool _groupBeginsWithAnything;

    private OnigurumaTranslator(string source)
    {
        _source = source;
        _output = new StringBuilder(source.Length + 32);
    }

    /// <summary>The expression for .NET.</summary>
    public string Expression => _output.ToString();

    /// <summary>The names of the named groups as written; the one at index N is group <c>cN</c> of <see cref="Expression"/>.</summary>
    public IReadOnlyList<string> GroupNames => _groups;

    /// <summary>True if the expression refers back to groups by number; otherwise unnamed groups capture nothing.</summary>
    public bool UsesGroupNumbers { get; private set; }

    /// <summary>
    /// True if the expression begins with <c>.*</c>: where it does not match from the beginning it matches from nowhere, and looking on would take time
    /// that grows with the square of the text.
    /// </summary>
    public bool BeginsWithAnything { get; private set; }

    /// <exception cref="FormatException">The expression uses something .NET cannot express, or is cut short.</exception>
    public static OnigurumaTranslator Translate(string source)
    {
        var translator = new OnigurumaTranslator(source);
        translator.BeginsWithAnything = translator.TranslateUntilClose() && !translator._refersBack;
        if (translator._position < source.Length)
        {
            throw new FormatException("there is a ')' without its '('");
        }

        return translator;
    }

    public static string GroupName(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");

    /// <returns>Whether what was written begins with <c>.*</c> in any case: no alternative and no changed option is beside it.</returns>
    private bool TranslateUntilClose()
    {
        var isFirst = true;
        var beginsWithAnything = false;
        var isPlain = true;
        var repetitions = 0;
        while (_position < _source.Length && _source[_position] != ')')
        {
            _repetitions = 0;
            var start = _output.Length;
            var c = _source[_position];
            _groupBeginsWithAnything = false;
            if (!TranslateAtom())
            {
                isPlain &= c is not ('|' or '(');
                continue;
            }

            var inner = _groupBeginsWithAnything;
            var quantifier = TranslateQuantifiers(start);
            repetitions = Math.Max(repetitions, _repetitions);
            if (isFirst)
            {
                beginsWithAnything = c == '.' ? quantifier is "*" or "*?" : inner && quantifier.Length == 0;
                isFirst = false;
            }
        }

        _repetitions = repetitions;
        return beginsWithAnything && isPlain;
    }

    /// <returns>False if what was written cannot be repeated: an alternation bar, a comment, an option.</returns>
    private bool TranslateAtom()
    {
        var c = _source[_position];
        switch (c)
        {
            case '(':
                return TranslateGroup();
            case '[':
                _output.Append(CharacterClass.Translate(_source, ref _position));
                return true;
            case '\\':
                TranslateEscape();
                return true;
            case '|':
                _output.Append(c);
                _position++;
                return false;
            case '*' or '+' or '?':
                throw new FormatException($"the quantifier '{c}' at character {_position + 1} has nothing to repeat");
            case '#' when _extended:
                SkipComment();
                return false;
            case ' ' or '\t' or '\r' or '\n' when _extended:
                SkipBlanksOfExtendedForm();
                return false;
            case '.' or '^' or '$':
                _output.Append(c);
                _position++;
                return true;
            default:
                AppendLiteral(c);
                _position++;
                return true;
        }
    }

    /// <returns>The quantifier, empty if there is none, or a word for what is more than a plain one.</returns>
    private string TranslateQuantifiers(int start)
    {
        var found = "";
        while (true)
        {
            SkipBlanksOfExtendedForm();
            if (!Quantifier.TryRead(_source, ref _position, out var quantifier))
            {
                return found;
            }

            if (++_repetitions > MaximumRepetitions)
            {
                throw new FormatException($"more than {MaximumRepetitions} repetitions lie in each other");
            }

            if (found.Length > 0)
            {
                _output.Insert(start, "(?:").Append(')');
            }

            _output.Append(quantifier.Text);
            if (quantifier.IsPossessive)
            {
                _output.Insert(start, "(?>").Append(')');
            }

            found = found.Length > 0 ? "several" : quantifier.IsPossessive ? "possessive" : quantifier.Text;
        }
    }

    private bool TranslateGroup()
    {
        var rest = _source.AsSpan(_position);
        if (!rest.StartsWith("(?"))
        {
            OpenGroup("(", 1);
            return true;
        }

        foreach (var opening in (ReadOnlySpan<string>)["(?:", "(?=", "(?!", "(?>", "(?<=", "(?<!"])
        {
            if (rest.StartsWith(opening))
            {
                OpenGroup(opening, opening.Length);
                return true;
            }
        }

        if (rest.StartsWith("(?#"))
        {
            var end = _source.IndexOf(')', _position);
            _position = end < 0 ? throw new FormatException("a comment '(?#' has no closing ')'") : end + 1;
            return false;
        }

        if (rest.StartsWith("(?<") || rest.StartsWith("(?'") || rest.StartsWith("(?P<"))
        {
            OpenNamedGroup(rest[2] == 'P' ? _position + 3 : _position + 2);
            return true;
        }

        if (rest.StartsWith("(?~") || rest.StartsWith("(?("))
        {
            throw new FormatException($"'{rest[..3]}' is not supported (absence operator and conditional groups)");
        }

        return TranslateOptions();
    }

    private void OpenNamedGroup(int bracket)
    {
        var end = _source.IndexOf(_source[bracket] == '<' ? '>' : '\'', bracket + 1);
        if (end < 0 || end == bracket + 1)
        {
            throw new FormatException("a named group needs a name between '<' and '>'");
        }

        _output.Append("(?<").Append(GroupName(_groups.Count)).Append('>');
        _groups.Add(_source[(bracket + 1)..end]);
        CloseGroup(end + 1, isTransparent: true);
    }

    private void OpenGroup(string opening, int length)
    {
        _output.Append(opening);
        CloseGroup(_position + length, isTransparent: opening is "(" or "(?:");
    }

    private void CloseGroup(int bodyPosition, bool isTransparent)
    {
        if (++_depth > MaximumDepth)
        {
            throw new FormatException($"groups lie in each other more than {MaximumDepth} levels deep");
        }

        var extended = _extended;
        _position = bodyPosition;
        _groupBeginsWithAnything = TranslateUntilClose() && isTransparent;
        if (_position >= _source.Length)
        {
            throw new FormatException("there is a '(' without its ')'");
        }

        _position++;
        _depth--;
        _output.Append(')');
        _extended = extended;
    }

    /// <summary>Ruby's options: m lets the dot match a line end (.NET's s), i and x mean the same in both; ^ and $ always match at lines.</summary>
    private bool TranslateOptions()
    {
        var end = _source.AsSpan(_position).IndexOfAny(':', ')');
        var letters = end < 0 ? default : _source.AsSpan(_position + 2, end - 2);
        if (end < 0 || letters.IsEmpty || letters.ContainsAnyExcept(OptionLetters))
        {
            throw new FormatException(
                $"the group that begins with '{_source.AsSpan(_position, Math.Min(6, _source.Length - _position))}' is not known");
        }

        var off = letters.IndexOf('-');
        var x = letters.IndexOf('x');
        var translated = letters.ToString().Replace('m', 's').Replace("a", "").Replace("u", "").Replace("d", "").Replace("x", "");
        var scoped = _source[_position + end] == ':';
        var outer = _extended;
        if (x >= 0)
        {
            _extended = off < 0 || x < off;
        }

        // Comments and blanks of the extended form are dropped while reading, so .NET never sees the letter x.
        _output.Append(translated is "" or "-" ? "(?:" : $"(?{translated.TrimEnd('-')}{(scoped ? ':' : ')')}");
        if (scoped)
        {
            CloseGroup(_position + end + 1, isTransparent: false);
            _extended = outer;
            return true;
        }

        if (translated is "" or "-")
        {
            _output.Append(')');
        }

        _position += end + 1;
        return false;
    }

    private void TranslateEscape()
    {
        if (_position + 1 >= _source.Length)
        {
            throw new FormatException("the expression ends with a lone backslash");
        }

        var letter = _source[_position + 1];
        switch (letter)
        {
            case 'b' or 'B' or 'A' or 'Z' or 'z' or 'G':
                _output.Append('\\').Append(letter);
                _position += 2;
                return;
            case 'R':
                _output.Append(@"(?>\r\n|[\n-\r\u0085\u2028\u2029])");
                _position += 2;
                return;
            case 'X':
                _output.Append(@"(?>\P{M}\p{M}*)");
                _position += 2;
                return;
            case 'K':
                throw new FormatException(@"'\K' is not supported; use a lookbehind (?<=...) instead");
            case 'g':
                throw new FormatException(@"the subexpression call '\g' is not supported; define a pattern and use %{NAME} instead");
            case 'k':
                TranslateNamedBackreference();
                return;
            case >= '1' and <= '9':
                UsesGroupNumbers = true;
                _refersBack = true;
                _output.Append('\\').Append(letter);
                _position += 2;
                return;
        }

        var escape = Escape.Read(_source, ref _position, insideClass: false);
        if (escape.ClassItems is { } items)
        {
            _output.Append(escape.IsNegated ? "[^" : "[").Append(items).Append(']');
        }
        else
        {
            AppendLiteral(escape.Character);
        }
    }

    private void TranslateNamedBackreference()
    {
        var open = _position + 2;
        var close = open < _source.Length ? _source.IndexOf(_source[open] == '<' ? '>' : '\'', open + 1) : -1;
        var name = close < 0 ? "" : _source[(open + 1)..close];
        var group = _groups.LastIndexOf(name);
        if (group < 0)
        {
            throw new FormatException($"'\\k<{name}>' refers to a group that is not named before it");
        }

        _refersBack = true;
        _output.Append("\\k<").Append(GroupName(group)).Append('>');
        _position = close + 1;
    }

    private void SkipBlanksOfExtendedForm()
    {
        while (_extended && _position < _source.Length && _source[_position] is (' ' or '\t' or '\r' or '\n'))
        {
            _position++;
        }
    }

    private void SkipComment()
    {
        var end = _source.IndexOf('\n', _position);
        _position = end < 0 ? _source.Length : end + 1;
    }

    private void AppendLiteral(char c)
    {
        if (c is '\\' or '*' or '+' or '?' or '|' or '{' or '[' or '(' or ')' or '^' or '$' or '.')
        {
            _output.Append('\\');
        }

        _output.Append(c);
    }
}
