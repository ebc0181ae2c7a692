using El4k.Server.Roles;

namespace El4k.Server.Tests.Roles;

public sealed class RoleHostTests
{
    [Fact]
    public async Task A_role_that_fails_to_stop_keeps_none_from_being_stopped_and_closed()
    {
        FakeRole store = new(), collector = new(fails: true), explorer = new();
        var exit = await RoleHost.RunAsync([store, collector, explorer], () => [], TimeProvider.System, () => Task.CompletedTask, CancellationToken.None);

        Assert.Equal(1, exit);
        Assert.All([store, collector, explorer], role => Assert.True(role.IsStopped && role.IsDisposed));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("3 events were abandoned", 1)]
    public async Task What_a_role_could_not_finish_is_in_the_exit_code(string? unfinished, int code)
    {
        FakeRole collector = new() { Unfinished = unfinished };

        Assert.Equal(code, await RoleHost.RunAsync([collector], () => [], TimeProvider.System, () => Task.CompletedTask, CancellationToken.None));
    }

    [Fact]
    public async Task What_ends_the_run_unexpectedly_keeps_no_role_from_being_stopped_and_closed()
    {
        FakeRole store = new(), collector = new();
        await Assert.ThrowsAsync<InvalidOperationException>(() => RoleHost.RunAsync(
            [store, collector], () => [], TimeProvider.System, () => Task.FromException(new InvalidOperationException("planted")), CancellationToken.None));

        Assert.All([store, collector], role => Assert.True(role.IsStopped && role.IsDisposed));
    }
}
