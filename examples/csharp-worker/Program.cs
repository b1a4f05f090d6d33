using S3Contract.Examples.Worker;

// As Juju runs the charm: a process for each hook. As S3Contract can run it: one process does hook after hook.
return args is ["worker"]
    ? WorkerLoop.Run(Console.In, Console.Out)
    : new Requirer(Environment.GetEnvironmentVariable, CommandProcess.Run).Run();
