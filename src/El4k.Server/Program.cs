using System.CommandLine;
using El4k.Server.Commands;

// The roles drain within their own bound; this one only ends a role that hangs.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(8) };
return await RootCommands.Create(TimeProvider.System).Parse(args).InvokeAsync(invocation).ConfigureAwait(false);
