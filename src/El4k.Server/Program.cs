using System.CommandLine;
using System.CommandLine.Invocation;
using El4k.Server.Commands;

// The roles drain within their own bound; this one only ends a role that hangs.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(8) };
var parsed = RootCommands.Create(TimeProvider.System).Parse(args);
if (parsed.Action is ParseErrorAction wrong)
{
    // The error says what is wrong; the page of help after it would hide it.
    wrong.ShowHelp = false;
    // Its own corrections take every letter for a typing error of every other one.
    wrong.ShowTypoCorrections = false;
}

var code = await parsed.InvokeAsync(invocation).ConfigureAwait(false);
foreach (var hint in parsed.Action is ParseErrorAction ? ArgumentHints.For(parsed) : [])
{
    await Console.Error.WriteLineAsync(hint).ConfigureAwait(false);
}

return code;
