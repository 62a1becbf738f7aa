import {
  Button,
  Checkbox,
  Dropdown,
  Form,
  Input,
  Modal,
  Popconfirm,
  Radio,
  Select,
  Switch,
  Table,
  Tabs,
  Upload,
} from 'antd';
import { useState } from 'react';
import { show, useSay } from './page.jsx';

const TEAS = ['Green tea', 'Black tea', 'White tea', 'Rooibos'];

function Fields() {
  const say = useSay();
  return (
    <Form layout="vertical">
      <Form.Item label="Full name" name="name">
        <Input onChange={(event) => say(`name ${event.target.value}`)} />
      </Form.Item>
      <Form.Item label="Country" name="country">
        <Select
          onChange={(value) => say(`country ${value}`)}
          options={[
            { value: 'Denmark', label: 'Denmark' },
            { value: 'Spain', label: 'Spain' },
          ]}
        />
      </Form.Item>
      <Form.Item label="Article" name="article">
        <Select
          showSearch
          onChange={(value) => say(`article ${value}`)}
          options={TEAS.map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Checkbox onChange={(event) => say(`terms ${event.target.checked}`)}>I agree</Checkbox>
      <Switch aria-label="Dark mode" onChange={(on) => say(`dark ${on}`)} />
      <Radio.Group onChange={(event) => say(`delivery ${event.target.value}`)}>
        <Radio value="post">Post</Radio>
        <Radio value="bike">Bike</Radio>
      </Radio.Group>
      <Upload
        beforeUpload={async (file) => {
          say(`${file.name} says ${await file.text()}`);
          return Upload.LIST_IGNORE;
        }}
      >
        <Button>Attach</Button>
      </Upload>
    </Form>
  );
}

function Popups() {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tabs
        items={[
          { key: 'orders', label: 'Orders', children: 'All orders' },
          { key: 'invoices', label: 'Invoices', children: 'All invoices' },
        ]}
      />
      <Dropdown
        trigger={['click']}
        menu={{ items: [{ key: 'archive', label: 'Archive' }], onClick: () => say('archived') }}
      >
        <Button>Actions</Button>
      </Dropdown>
      <Button onClick={() => setOpen(true)}>Rename</Button>
      <Modal
        title="Rename order"
        open={open}
        okText="Save"
        onCancel={() => setOpen(false)}
        onOk={() => {
          say(`renamed ${document.getElementById('new-name').value}`);
          setOpen(false);
        }}
      >
        <label>
          New name <Input id="new-name" />
        </label>
      </Modal>
      <Table
        rowKey="article"
        pagination={false}
        columns={[
          { title: 'Article', dataIndex: 'article' },
          { title: 'Price', dataIndex: 'price' },
          {
            title: '',
            render: (_, row) => (
              <Popconfirm title="Really remove?" onConfirm={() => say(`removed ${row.article}`)}>
                <Button>Remove</Button>
              </Popconfirm>
            ),
          },
        ]}
        dataSource={[
          { article: 'Green tea', price: '4.00' },
          { article: 'Blue cup', price: '9.50' },
        ]}
      />
    </>
  );
}

show(
  <>
    <h1>Ant Design</h1>
    <Fields />
    <Popups />
  </>,
);
