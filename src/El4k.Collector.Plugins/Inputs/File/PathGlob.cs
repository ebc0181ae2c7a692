using System.Text;
using System.Text.RegularExpressions;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>An absolute path pattern with <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>{one,two}</c> and <c>**</c> (any depth of folders).</summary>
internal sealed class PathGlob
{
    // A pattern is typed by the owner of the configuration, yet a slip in it must not hold the input for ever.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly string _root;
    private readonly Regex? _regex;
    private readonly bool _deep;

    /// <param name="pattern">The pattern as written; only paths that begin with <c>/</c> (or a drive) have one meaning wherever the program is started.</param>
    public PathGlob(string pattern)
    {
        var wild = pattern.AsSpan().IndexOfAny("*?[{");
        if (wild < 0)
        {
            _root = pattern;
            return;
        }

        var slash = pattern.LastIndexOf('/', wild);
        _root = slash <= 0 ? "/" : pattern[..slash];
        _deep = pattern.IndexOf('/', wild) >= 0;
        _regex = new Regex(Translate(pattern), RegexOptions.CultureInvariant, MatchTimeout);
    }

    /// <summary>Whether a path fits the pattern.</summary>
    public bool Matches(string path) => _regex?.IsMatch(path) ?? path == _root;

    /// <summary>The files that fit now, in ordinal order; folders that may not be read are passed over.</summary>
    public IReadOnlyList<string> Expand()
    {
        if (_regex is null)
        {
            return System.IO.File.Exists(_root) ? [_root] : [];
        }

        if (!Directory.Exists(_root))
        {
            return [];
        }

        var options = new EnumerationOptions { RecurseSubdirectories = _deep, IgnoreInaccessible = true, AttributesToSkip = 0 };
        var files = Directory.EnumerateFiles(_root, "*", options).Where(path => _regex.IsMatch(path)).ToList();
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("^");
        var alternatives = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when pattern.AsSpan(i).StartsWith("**/"):
                    regex.Append("(?:[^/]+/)*");
                    i += 2;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is var end and > 0:
                    regex.Append('[').Append(CharacterSet(pattern[(i + 1)..end])).Append(']');
                    i = end;
                    break;
                case '{':
                    alternatives++;
                    regex.Append("(?:");
                    break;
                case '}' when alternatives > 0:
                    alternatives--;
                    regex.Append(')');
                    break;
                case ',' when alternatives > 0:
                    regex.Append('|');
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return regex.Append('$').ToString();
    }

    private static string CharacterSet(string set)
    {
        var escaped = set.Replace("\\", "\\\\", StringComparison.Ordinal);
        return escaped[0] == '!' ? string.Concat("^", escaped.AsSpan(1)) : escaped;
    }
}
