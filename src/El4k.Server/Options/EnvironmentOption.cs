using System.CommandLine;

namespace El4k.Server.Options;

/// <summary>Makes an option whose value comes from the command line, else from its environment variable, else from its default.</summary>
/// <remarks>The variable of <c>--tcp-port</c> is <c>EL4K_TCP_PORT</c>: one rule, no table.</remarks>
internal static class EnvironmentOption
{
    /// <param name="name">With its dashes, for example <c>--data</c>.</param>
    /// <param name="description">One line for <c>--help</c>; the variable is added here, the default by the help itself.</param>
    /// <param name="parse">Turns the text into the value; throws <see cref="FormatException"/> with what was expected.</param>
    public static Option<T> Create<T>(string name, string description, string valueName, T fallback, Func<string, T> parse)
    {
        var variable = VariableOf(name);
        return new Option<T>(name)
        {
            Description = $"{description} [{variable}]",
            HelpName = valueName,
            DefaultValueFactory = result =>
            {
                var value = Environment.GetEnvironmentVariable(variable);
                return string.IsNullOrEmpty(value) ? fallback : Parse(value, variable, parse, result.AddError, fallback);
            },
            CustomParser = result =>
                result.Tokens.Count == 0 ? fallback : Parse(result.Tokens[0].Value, name, parse, result.AddError, fallback),
        };
    }

    public static string VariableOf(string option) => "EL4K_" + option.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    private static T Parse<T>(string text, string source, Func<string, T> parse, Action<string> error, T fallback)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            error($"{source}: '{text}' is not valid: {e.Message}");
            return fallback;
        }
    }
}
