using System.Buffers;
using System.Globalization;
using System.Text;

namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>Rewrites a regular expression from Oniguruma's syntax (as Ruby and Logstash use it) to that of .NET.</summary>
/// <remarks>
/// What differs and is rewritten: possessive and stacked quantifiers, <c>{,n}</c>, character classes, ASCII-only <c>\d \w \s</c>,
/// <c>\h \R \X</c>, <c>\x{...}</c>, the option letter <c>m</c>, escapes of plain letters, and group names, which .NET restricts to words:
/// every named group becomes <c>cN</c>, its own name is kept in <see cref="GroupNames"/>. A call of a group (<c>\g</c>) becomes the group's expression once more, so that one within
/// itself is refused; <c>\K</c> becomes the empty group <see cref="Kept"/>. The absence operator has no counterpart and is refused by name.
/// </remarks>
internal sealed class OnigurumaTranslator
{
    /// <summary>The name of the empty group that stands where a match is to begin.</summary>
    public const string Kept = "keep";

    /// <summary>How deep groups or character classes may lie in each other. An expression may come from an event's text, and each level takes a part of the stack.</summary>
    public const int MaximumDepth = 250;

    /// <summary>How many repetitions may lie in each other, as in <c>((a{2}){2}){2}</c>: .NET takes twice the time to read the expression for each.</summary>
    private const int MaximumRepetitions = 16;

    /// <summary>How long calls of groups may make an expression: calls of what calls others grow without end, and an expression may come from an event's text.</summary>
    private const int MaximumLengthWithCalls = 100_000;

    private static readonly SearchValues<char> OptionLetters = SearchValues.Create("imxaud-");

    private readonly string _source;
    private readonly StringBuilder _output;
    private readonly CapturingGroups _groups;

    // Whether all groups are known before their places are reached, as calls need it.
    private readonly bool _knowsGroups;

    // The groups that are being translated, in their own place or where they are called.
    private readonly Stack<CapturingGroup> _within = [];
    private int _position;
    private int _depth;
    private int _lookarounds;
    private int _calls;
    private int _repetitions;
    private GroupOptions _options;
    private bool _hasCalls;
    private bool _refersBack;
    private bool _groupBeginsWithAnything;
    private string? _usedNumber;

    private OnigurumaTranslator(string source, CapturingGroups? groups)
    {
        _source = source;
        _knowsGroups = groups is not null;
        _groups = groups ?? new CapturingGroups();
        _output = new StringBuilder(source.Length + 32);
    }

    /// <summary>The expression for .NET.</summary>
    public string Expression => _output.ToString();

    /// <summary>The names of the named groups as written; the one at index N is group <c>cN</c> of <see cref="Expression"/>.</summary>
    public IReadOnlyList<string> GroupNames => _groups.Names;

    /// <summary>True if the group <see cref="Kept"/> says where a match begins (<c>\K</c>).</summary>
    public bool MovesBeginning { get; private set; }

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
        var translator = Translate(source, null);
        return translator._hasCalls ? Translate(source, translator._groups) : translator;
    }

    public static string GroupName(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");

    private static OnigurumaTranslator Translate(string source, CapturingGroups? groups)
    {
        var translator = new OnigurumaTranslator(source, groups);
        translator.BeginsWithAnything = translator.TranslateUntilClose() && !translator._refersBack;
        if (translator._position < source.Length)
        {
            throw new FormatException("there is a ')' without its '('");
        }

        return translator._usedNumber is { } used && translator.GroupNames.Count > 0
            ? throw new FormatException($"'{used}' means a group by its number, and where groups have names only those count: use its name")
            : translator;
    }

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
                repetitions = Math.Max(repetitions, _repetitions);
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
            case '#' when _options.IsExtended:
                SkipComment();
                return false;
            case ' ' or '\t' or '\r' or '\n' when _options.IsExtended:
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
            OpenCapturing(_position + 1, null);
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

        if (rest.StartsWith("(?("))
        {
            OpenConditional();
            return true;
        }

        if (rest.StartsWith("(?~"))
        {
            throw new FormatException("'(?~' is not supported (the absence operator); a group such as (?:(?!…).)* may say the same");
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

        OpenCapturing(end + 1, _source[(bracket + 1)..end]);
    }

    private void OpenCapturing(int body, string? name)
    {
        var group = _knowsGroups ? _groups.At(_position) : _groups.Add(_position, body, name, _options);

        // A group without a name keeps its number where it is written twice; where others have names it has none, and must not shift any.
        _output.Append(name is not null || (_knowsGroups && GroupNames.Count == 0) ? group.Opening : _calls == 0 ? "(" : "(?:");
        _within.Push(group);
        CloseGroup(body, isTransparent: true);
        _within.Pop();
    }

    private void OpenConditional()
    {
        var start = _position + 3;
        var closing = start < _source.Length ? _source[start] switch { '<' => ">)", '\'' => "')", _ => ")" } : ")";
        var isNumber = closing.Length == 1;
        start += isNumber ? 0 : 1;
        var end = start < _source.Length ? _source.IndexOf(closing, start, StringComparison.Ordinal) : -1;
        var name = end < 0 ? "" : _source[start..end];
        if (name.Length == 0 || (isNumber && name.AsSpan().ContainsAnyExceptInRange('0', '9')))
        {
            throw new FormatException("the condition of '(?(' is the number or name of a group, as in (?(1)…) or (?(<name>)…)");
        }

        var body = end + closing.Length;
        var written = _source[_position..body];
        var group = _groups.Asked(_position, name, isNumber, written);
        _usedNumber ??= isNumber ? written : null;
        _output.Append("(?(").Append(isNumber ? name : GroupName(group.Number)).Append(')');
        CloseGroup(body, isTransparent: false);
    }

    private void OpenGroup(string opening, int length)
    {
        var isLookaround = opening is not ("(?:" or "(?>");
        _output.Append(opening);
        _lookarounds += isLookaround ? 1 : 0;
        CloseGroup(_position + length, isTransparent: opening is "(?:");
        _lookarounds -= isLookaround ? 1 : 0;
    }

    private void CloseGroup(int bodyPosition, bool isTransparent)
    {
        Deepen();
        var options = _options;
        _position = bodyPosition;
        _groupBeginsWithAnything = TranslateUntilClose() && isTransparent;
        if (_position >= _source.Length)
        {
            throw new FormatException("there is a '(' without its ')'");
        }

        _position++;
        _depth--;
        _output.Append(')');
        _options = options;
    }

    private void Deepen()
    {
        if (++_depth > MaximumDepth)
        {
            throw new FormatException($"groups lie in each other more than {MaximumDepth} levels deep");
        }
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

        var translated = letters.ToString().Replace('m', 's').Replace("a", "").Replace("u", "").Replace("d", "").Replace("x", "");
        var scoped = _source[_position + end] == ':';
        var outer = _options;
        _options = _options.With(letters);

        // Comments and blanks of the extended form are dropped while reading, so .NET never sees the letter x.
        _output.Append(translated is "" or "-" ? "(?:" : $"(?{translated.TrimEnd('-')}:");
        if (scoped)
        {
            CloseGroup(_position + end + 1, isTransparent: false);
            _options = outer;
            return true;
        }

        // It holds to the end of the group it stands in, and is a group itself: an alternative behind it belongs to it.
        Deepen();
        _position += end + 1;
        TranslateUntilClose();
        _depth--;
        _output.Append(')');
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
                MoveBeginning();
                return;
            case 'g':
                TranslateCall();
                return;
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

    private void MoveBeginning()
    {
        if (_lookarounds > 0)
        {
            throw new FormatException("'\\K' in a lookaround is not supported; put it behind what is not to belong to the match, outside of the lookaround");
        }

        MovesBeginning = true;
        _output.Append("(?<").Append(Kept).Append(">)");
        _position += 2;
    }

    private void TranslateCall()
    {
        var open = _position + 2;
        var close = open < _source.Length && _source[open] is '<' or '\'' ? _source.IndexOf(_source[open] == '<' ? '>' : '\'', open + 1) : -1;
        if (close <= open + 1)
        {
            throw new FormatException(@"'\g' needs the name or number of a group, as in \g<name>");
        }

        var name = _source[(open + 1)..close];
        var written = _source[_position..(close + 1)];
        var isNumber = name.AsSpan(name[0] is '-' or '+' ? 1 : 0) is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange('0', '9');
        _usedNumber ??= isNumber ? written : null;
        _hasCalls = true;
        if (_knowsGroups)
        {
            var (position, options) = (_position, _options);
            Inline(name, isNumber, written);
            (_position, _options) = (position, options);
        }
        else
        {
            _output.Append("(?:)");
        }

        _position = close + 1;
    }

    private void Inline(string name, bool isNumber, string written)
    {
        var group = name == "0" ? null : _groups.Called(_position, name, isNumber, written);
        if (group is null || _within.Contains(group))
        {
            throw new FormatException($"'{written}' calls a group from within itself, which .NET cannot; write the levels out, as deep as they are wanted");
        }

        if (!group.Options.TryOpenWithin(_options, out var opening))
        {
            throw new FormatException($"'{written}' calls a group from where (?m) or (?-m) holds, and none holds in the group; write the option into the group");
        }

        _output.Append(opening);
        _options = group.Options;
        _position = group.Position;
        _calls++;
        OpenCapturing(group.Body, group.Name);
        _calls--;
        if (opening.Length > 0)
        {
            _output.Append(')');
            _groupBeginsWithAnything = false;
        }

        if (_output.Length > MaximumLengthWithCalls)
        {
            throw new FormatException($"calls of groups make the expression longer than {MaximumLengthWithCalls} characters");
        }
    }

    private void TranslateNamedBackreference()
    {
        var open = _position + 2;
        var close = open < _source.Length ? _source.IndexOf(_source[open] == '<' ? '>' : '\'', open + 1) : -1;
        var name = close < 0 ? "" : _source[(open + 1)..close];
        var group = _groups.LastBefore(_position, name) ?? throw new FormatException($"'\\k<{name}>' refers to a group that is not named before it");
        _refersBack = true;
        _output.Append("\\k<").Append(GroupName(group.Number)).Append('>');
        _position = close + 1;
    }

    private void SkipBlanksOfExtendedForm()
    {
        while (_options.IsExtended && _position < _source.Length && _source[_position] is (' ' or '\t' or '\r' or '\n'))
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
