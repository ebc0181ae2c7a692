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
}

return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
