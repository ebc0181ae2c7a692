using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Plugins.Patterns;

namespace El4k.Collector.Plugins.Codecs.Multiline;

/// <summary>Tells which lines belong to another one. Immutable: all streams share it.</summary>
internal sealed class LinePattern
{
    /// <summary>How long one line may take: far more than any sound expression needs.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly GrokExpression _expression;
    private readonly bool _negate;
    private readonly PluginContext _context;

    /// <exception cref="PluginOptionException">The pattern cannot be used, or a file with patterns cannot be read.</exception>
    public LinePattern(MultilineOptions options, PluginContext context)
    {
        _negate = options.Negate;
        _context = context;
        try
        {
            _expression = GrokExpression.Compile(options.Pattern, PatternLibrary.BuiltIn.WithFiles(options.PatternsDir, "*"), namedCapturesOnly: true, Timeout);
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException("pattern", wrong.Message);
        }
    }

    /// <summary>Whether a line belongs to another one. A line on which the expression takes too long belongs to none.</summary>
    public bool Joins(ReadOnlySpan<byte> line)
    {
        try
        {
            return _expression.Match(Encoding.UTF8.GetString(line)).Success != _negate;
        }
        catch (RegexMatchTimeoutException)
        {
            _context.Counters.Add("timeouts", 1);
            _context.Log.Warning($"The pattern '{_expression.Pattern}' took more than {Timeout.TotalSeconds} s on a line of {line.Length} bytes, which is taken as an event of its own.");
            return false;
        }
    }
}
