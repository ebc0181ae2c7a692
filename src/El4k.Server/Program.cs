using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using El4k.Server.Commands;

const int ForcedExitCode = 130;

// The roles drain within their own bound; this one only ends a role that hangs.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(8) };
var parsed = RootCommands.Create(TimeProvider.System).Parse(args);
if (parsed.Action is ParseErrorAction wrong)
{
    // The error says what is wrong; the page of help after it would hide it.
    wrong.ShowHelp = false;
}

// The first asks to drain; whoever asks again does not want to wait.
var interrupts = 0;
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
{
    if (Interlocked.Increment(ref interrupts) > 1)
    {
        Environment.Exit(ForcedExitCode);
    }
});
return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
