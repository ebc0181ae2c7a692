using El4k.Server.Commands;

return await RootCommands.Create(TimeProvider.System).Parse(args).InvokeAsync().ConfigureAwait(false);
