using S3Contract.Charms;
using S3Contract.Examples.RequirerV1;

return CharmMain.Run(context => new RequirerCharm(context));
